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

/// An idempotent producer that never gives anything up.
constexpr const char* patient = R"({"delivery.timeout.ms": 2147483647})";

TEST_CASE("promises: an idempotent producer that may give a batch up may repeat the ones behind") {
    CHECK(promising("{}").log_promise.may_duplicate);  // delivery.timeout.ms is two minutes
    CHECK(promising(R"({"delivery.timeout.ms": 2147483647, "retries": 3})")
              .log_promise.may_duplicate);
    CHECK_FALSE(promising(patient).log_promise.may_duplicate);
    // With one in flight there are none behind.
    CHECK_FALSE(
        promising(R"({"max.in.flight.requests.per.connection": 1})").log_promise.may_duplicate);
}

TEST_CASE("promises: with idempotence alone, duplicates come only behind what was given up") {
    CHECK(promising("{}").log_promise.only_behind_a_failure);
    CHECK(promising("{}", 2, "before_processing").effect_promise.only_behind_a_failure);
    CHECK_FALSE(promising("{}", 2, "after_processing").effect_promise.only_behind_a_failure);
    CHECK_FALSE(promising(patient).log_promise.only_behind_a_failure);
    CHECK_FALSE(promising(R"({"enable.idempotence": false})").log_promise.only_behind_a_failure);
    // One producer without is enough, whichever comes first.
    for (const char* config : {"true", "false"}) {
        const std::string other = config == std::string("true") ? "false" : "true";
        const Scenario two = scenario_of(
            R"({"schema_version": 1, "kafka": {"topics": {"orders": {}}, "producers": {
                "a": {"messages": 2, "config": {"enable.idempotence": )" +
            std::string(config) + R"(}}, "b": {"messages": 2, "config": {"enable.idempotence": )" +
            other + "}}}}}");
        CHECK(two.log_promise.may_duplicate);
        CHECK_FALSE(two.log_promise.only_behind_a_failure);
    }
}

TEST_CASE("promises: a consumer that begins at the latest offset may miss what came before") {
    const auto effect_of = [](const std::string& config) {
        return scenario_of(R"({"schema_version": 1, "kafka": {
            "broker_config": {"min.insync.replicas": 2}, "topics": {"orders": {}},
            "producers": {"shop": {"messages": 7}},
            "consumers": {"billing": {"commit": "automatic", "config": )" +
                           config + "}}}}")
            .effect_promise;
    };
    CHECK_FALSE(effect_of("{}").may_lose);
    CHECK(effect_of(R"({"auto.offset.reset": "latest"})").may_lose);
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
    CHECK_FALSE(promising(patient).log_promise.may_duplicate);
    CHECK(promising(R"({"enable.idempotence": false})").log_promise.may_duplicate);
    CHECK(promising(R"({"acks": 1})").log_promise.may_duplicate);  // not idempotent any more
    CHECK_FALSE(promising(R"({"acks": 1, "retries": 0})").log_promise.may_duplicate);
    CHECK_FALSE(promising(R"({"acks": 0})").log_promise.may_duplicate);
}

TEST_CASE("promises: the effect has the log's promise, less what the order of commit costs") {
    const Scenario none = promising(patient);
    CHECK_FALSE(none.effect_promise.may_lose);
    CHECK_FALSE(none.effect_promise.may_duplicate);
    const Scenario before = promising(patient, 2, "before_processing");
    CHECK(before.effect_promise.may_lose);
    CHECK_FALSE(before.effect_promise.may_duplicate);
    for (const char* commit : {"after_processing", "automatic"}) {
        const Scenario after = promising(patient, 2, commit);
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
