#include "scenarios/scenario.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/wiring.hpp"
#include "scenarios/faults.hpp"
#include "scenarios/kafka.hpp"
#include "scenarios/network.hpp"
#include "scenarios/questions.hpp"
#include "scenarios/weak_spots.hpp"

namespace mqfate::scenarios {
namespace {

Text read_text(Reader& root, std::string_view key) {
    if (!root.has(key)) return {};
    const Cursor cursor = root.at(key);
    if (cursor.is(Value::Kind::string)) return {cursor.value()->text, {}};
    Text text;
    Reader languages = cursor.object();
    for (const auto& [language, target] :
         {std::pair<std::string_view, std::string*>{"en", &text.en}, {"zh-CN", &text.zh}})
        if (languages.has(language)) {
            const Cursor words = languages.at(language);
            if (words.is(Value::Kind::string))
                *target = words.value()->text;
            else
                words.error("not a text", "a string");
        }
    return text;
}

void read_limits(Reader limits, Limits& target) {
    target.workload = limits.duration_or("workload", target.workload, {.min = milliseconds(1)});
    target.drain = limits.duration_or("drain", target.drain, {.min = milliseconds(1)});
}

/// What a message may suffer by the acknowledgement settings alone (KIP-98, KIP-679; at the
/// consumer: which of commit and work comes first).
void read_promises(const kafka::Settings& settings, Scenario& scenario) {
    Promise& log = scenario.log_promise;
    for (const kafka::ProducerConfig& producer : settings.producers) {
        if (producer.acks != kafka::Acks::all) log.may_lose = true;
        if (settings.topics[producer.topic].min_insync_replicas < 2) log.may_lose = true;
        const bool resends = producer.acks != kafka::Acks::none && producer.retries > 0;
        if (resends && !producer.enable_idempotence) log.may_duplicate = true;
    }
    Promise& effect = scenario.effect_promise;
    effect = log;
    for (const kafka::ConsumerConfig& consumer : settings.consumers) {
        if (consumer.commit == kafka::CommitMode::before_processing) effect.may_lose = true;
        if (consumer.commit != kafka::CommitMode::before_processing) effect.may_duplicate = true;
    }
}

void read_expectations(Reader& root, Scenario& scenario) {
    for (const Cursor& cursor : root.array("expect")) {
        const std::string text = cursor.string();
        if (text.empty()) continue;
        auto expectation = parse_expectation(text);
        if (!expectation) {
            cursor.error(in_quotes(text) + ": " + expectation.error(),
                         "as in \"log.lost_confirmed == 0\" or \"effect.duplicated < 0.001\"");
            continue;
        }
        const auto* count = std::get_if<CountOf>(&expectation->subject);
        if (count && count->level != Level::log && !scenario.plan.has_consumers)
            cursor.error(in_quotes(text) + ": the scenario has no consumer", "the level log");
        scenario.expect.push_back(std::move(*expectation));
    }
}

void read_explore(Reader explore, Scenario& scenario) {
    for (const Cursor& name : explore.array("properties"))
        if (name.is(Value::Kind::string))
            if (const auto question = question_named(name.value()->text, scenario, scenario.plan);
                !question)
                name.error(question.error().found, question.error().expected,
                           question.error().suggestion);
    scenario.exploration = read_exploration(std::move(explore));
}

void read_kafka_system(Reader& root, Scenario& scenario) {
    KafkaPart part = read_kafka(root.object("kafka"), scenario.changed);
    Plan<Vocabulary>& plan = scenario.plan;
    NetworkPart network = read_network(root.object_or_none("network"), part.node_names,
                                       kafka::channels(part.settings));
    plan.wiring = std::move(network.wiring);
    plan.disks.assign(part.settings.nodes(), read_disk(root.object_or_none("disk")));
    plan.delays = std::move(part.delays);
    plan.messages = part.messages;
    plan.has_consumers = !part.settings.consumers.empty();
    scenario.weak_spots = weak_spots(part.settings, network.racks);
    const Names names{part.node_names, part.partition_names, std::move(network.racks),
                      part.settings.brokers, part.messages};
    FaultsPart faults = read_faults(root.array("faults"), names);
    plan.faults = std::move(faults.plan);
    scenario.fault_texts = std::move(faults.texts);
    if (root.errors().empty()) read_promises(part.settings, scenario);
    plan.settings.kafka = std::move(part.settings);
}

}  // namespace

tl::expected<Scenario, Errors> read_scenario(const Document& document) {
    Scenario scenario;
    Errors errors(document.file());
    {
        Reader root(document, errors);
        if (root.has("$schema")) root.string("$schema");
        root.integer<int>("schema_version", {.min = 1, .max = 1});
        scenario.title = read_text(root, "title");
        scenario.about = read_text(root, "about");
        scenario.control = root.string_or("control", {});
        scenario.runs = root.integer_or<std::uint64_t>("runs", 100, {.min = 1, .max = 10'000'000});
        scenario.seed = root.integer_or<std::uint64_t>("seed", 1, {.min = 0, .max = 1LL << 62});
        const bool swarm = root.boolean_or("swarm", false);
        read_limits(root.object_or_none("limits"), scenario.plan.limits);
        read_kafka_system(root, scenario);
        scenario.plan.faults.swarm = swarm;
        read_expectations(root, scenario);
        read_explore(root.object_or_none("explore"), scenario);
        scenario.comparison = read_comparison(root.object_or_none("compare"));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return scenario;
}

}  // namespace mqfate::scenarios
