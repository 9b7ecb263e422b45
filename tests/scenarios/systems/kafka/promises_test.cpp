#include "scenarios/systems/kafka/promises.hpp"

#include <string>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::promises_test {

using tests::scenario_of;

/// A producer with `config` to a topic with so many replicas in sync at least.
Scenario promising(const std::string& config, int min_insync = 2, const std::string& commit = "") {
    return scenario_of(
        R"({"schema_version": 1, "kafka": {"topics": {"orders": {"min.insync.replicas": )" +
        std::to_string(min_insync) + R"(}}, "producers": {"shop": {"messages": 7, "config": )" +
        config + "}}" +
        (commit.empty() ? "" : R"(, "consumers": {"billing": {"commit": ")" + commit + "\"}}") +
        "}}");
}

TEST_CASE("promises: the log may lose what fewer than two synced replicas confirmed") {
    CHECK_FALSE(promising("{}").log_promise.may_lose);
    CHECK(promising("{}", 1).log_promise.may_lose);
    CHECK(promising(R"({"acks": 1})").log_promise.may_lose);
    CHECK(promising(R"({"acks": 0})").log_promise.may_lose);
}

TEST_CASE("promises: with one replica, more in-sync replicas cannot be asked for") {
    const auto promise = [](const char* replicas) {
        return scenario_of(R"({"schema_version": 1, "kafka": {
            "broker_config": {"min.insync.replicas": 2},
            "topics": {"orders": {"replication.factor": )" +
                           std::string(replicas) +
                           R"(}}, "producers": {"shop": {"messages": 1}}}})")
            .log_promise;
    };
    CHECK(promise("1").may_lose);
    CHECK_FALSE(promise("2").may_lose);
}

TEST_CASE("promises: the log may have duplicates where the producer resends what it cannot tell") {
    CHECK_FALSE(promising("{}").log_promise.may_duplicate);
    CHECK(promising(R"({"enable.idempotence": false})").log_promise.may_duplicate);
    CHECK(promising(R"({"acks": 1})").log_promise.may_duplicate);  // not idempotent any more
    CHECK_FALSE(promising(R"({"acks": 1, "retries": 0})").log_promise.may_duplicate);
    CHECK_FALSE(promising(R"({"acks": 0})").log_promise.may_duplicate);
}

TEST_CASE("promises: the effect has the log's promise, less what the order of commit costs") {
    const Scenario none = promising("{}");
    CHECK_FALSE(none.effect_promise.may_lose);
    CHECK_FALSE(none.effect_promise.may_duplicate);
    const Scenario before = promising("{}", 2, "before_processing");
    CHECK(before.effect_promise.may_lose);
    CHECK_FALSE(before.effect_promise.may_duplicate);
    for (const char* commit : {"after_processing", "automatic"}) {
        const Scenario after = promising("{}", 2, commit);
        CHECK_FALSE(after.effect_promise.may_lose);
        CHECK(after.effect_promise.may_duplicate);
    }
    // The consumer changes nothing about the log, and mends nothing of it.
    CHECK_FALSE(before.log_promise.may_lose);
    CHECK(promising("{}", 1, "after_processing").effect_promise.may_lose);
}

TEST_CASE("promises: who asks for no acknowledgement is told nothing, whoever else asks is") {
    kafka::Settings settings;
    CHECK_FALSE(confirms(settings));
    settings.producers.emplace_back().acks = kafka::Acks::none;
    CHECK_FALSE(confirms(settings));
    settings.producers.emplace_back().acks = kafka::Acks::leader;
    CHECK(confirms(settings));
}

}  // namespace mqfate::scenarios::promises_test
