#include "models/kafka/words.hpp"

#include <algorithm>

#include "models/kafka/versions.hpp"

namespace mqfate::kafka {

using namespace literals;

namespace {

words::Text commit_words(CommitMode mode) {
    switch (mode) {
        case CommitMode::before_processing: return "kafka.commits_before"_k;
        case CommitMode::after_processing: return "kafka.commits_after"_k;
        case CommitMode::automatic: break;
    }
    return "kafka.commits_automatically"_k;
}

}  // namespace

std::vector<Line> system_lines(const Vocabulary::Settings& all) {
    const Settings& settings = all.kafka;
    std::vector<Line> lines;
    lines.emplace_back("kafka.system"_k,
                       words::Phrase("kafka.brokers"_k, {{"n", settings.brokers}}));
    if (settings.versions != Versions{})
        lines.emplace_back(
            "kafka.version"_k,
            words::Phrase("kafka.versions"_k, {{"brokers", text_of(settings.versions.brokers)},
                                               {"clients", text_of(settings.versions.clients)}}));
    for (std::uint16_t t = 0; t < settings.topics.size(); ++t) {
        const TopicConfig& topic = settings.topics[t];
        const auto partition = std::find_if(settings.partitions.begin(), settings.partitions.end(),
                                            [&](const auto& p) { return p.topic == t; });
        lines.emplace_back(
            words::Phrase("kafka.topic"_k, {{"name", topic.name}}),
            words::Phrase("kafka.topic_size"_k, {{"partitions", topic.partitions},
                                                 {"replicas", partition->replicas.size()}}));
    }
    for (const app::PublisherConfig& publisher : all.app.publishers)
        lines.emplace_back(
            words::Phrase("kafka.producer"_k, {{"name", settings.producer(publisher.node).name}}),
            words::Phrase("kafka.messages"_k, {{"n", words::with_commas(publisher.messages)}}));
    for (const app::ApplicationConfig& application : all.app.applications) {
        const ConsumerConfig& consumer = settings.consumer(application.node);
        lines.emplace_back(words::Phrase("kafka.consumer"_k, {{"name", consumer.name}}),
                           commit_words(consumer.commit));
        if (!application.effect_at.is_one())
            lines.emplace_back(
                words::Phrase("kafka.effect_of"_k, {{"name", consumer.name}}),
                words::Phrase("kafka.effect_at"_k, {{"n", application.effect_at.numerator},
                                                    {"of", application.effect_at.denominator}}));
    }
    return lines;
}

}  // namespace mqfate::kafka
