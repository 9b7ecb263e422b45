#include "scenarios/reading/limits.hpp"

#include <algorithm>
#include <string>

namespace mqfate::scenarios {
namespace {

/// Messages times the replicas of their topic.
std::uint64_t copies_a_run(const kafka::Settings& settings) {
    std::uint64_t copies = 0;
    for (const kafka::ProducerConfig& producer : settings.producers) {
        const auto of_topic =
            std::find_if(settings.partitions.begin(), settings.partitions.end(),
                         [&](const auto& partition) { return partition.topic == producer.topic; });
        const std::size_t replicas =
            of_topic == settings.partitions.end() ? 1 : of_topic->replicas.size();
        copies += std::uint64_t{producer.messages} * replicas;
    }
    return copies;
}

}  // namespace

Errors too_much(const Document& document, const Scenario& scenario, const Amount& amount,
                const Allowance& allowance) {
    Errors errors(document.file());
    const auto check = [&](const char* pointer, std::uint64_t asked, std::uint64_t limit,
                           const std::string& what) {
        if (asked > limit)
            errors.add(document.place(pointer), pointer,
                       "asks for " + std::to_string(asked) + " " + what,
                       "at most " + std::to_string(limit) + "; --no-limits lifts this");
    };
    const std::uint64_t times = amount.runs * amount.rows;
    const std::string all = " (" + std::to_string(amount.runs) + " runs of " +
                            std::to_string(amount.rows) +
                            (amount.rows == 1 ? " configuration)" : " configurations)");
    check("/kafka/producers", scenario.plan.messages, allowance.messages, "messages a run");
    check("/runs", times, allowance.runs, "runs" + all);
    check("/runs", copies_a_run(scenario.plan.settings.kafka) * times, allowance.copies,
          "copies of messages" + all);
    check("/kafka/brokers", scenario.plan.wiring.channels.size() * times, allowance.connections,
          "connections" + all);
    check(
        "/kafka/topics",
        scenario.plan.wiring.names.size() * scenario.plan.settings.kafka.partitions.size() * times,
        allowance.views, "partitions known to nodes" + all);
    return errors;
}

void ration(Plan<Vocabulary>& plan, const Amount& amount, const Allowance& allowance) {
    const std::uint64_t share =
        std::max<std::uint64_t>(allowance.steps / (amount.runs * amount.rows), 1'000);
    plan.limits.steps = std::min(plan.limits.steps, share);
}

}  // namespace mqfate::scenarios
