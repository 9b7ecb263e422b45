// A small Kafka scenario, told in verbs: for tests that need one of their own.
//
//     Kafka{}.brokers(2).topic("t").producer("p").messages(100).acks("1")
//            .crash("leader of t/0").at("1s").restart_after("5s").text()
//
// `brokers`, `topic`, `producer`, `consumer`, `network`, `disk` and the verbs of faults begin what
// the following verbs are about. `with` gives it a member, `set` one of its settings by Kafka's own
// name. Nothing is checked here: that is for the reader of scenarios.
// Tested by: tests/scenarios/systems/kafka/kafka_scenario_test.cpp.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/world/plan.hpp"

namespace mqfate::tests {

class Kafka {
public:
    using Json = nlohmann::ordered_json;

    /// Of the scenario as a whole: runs, explore, limits.
    Kafka& scenario(const char* key, Json value) {
        root_[key] = std::move(value);
        return *this;
    }

    Kafka& brokers(int n) {
        root_["kafka"]["brokers"] = n;
        return about({"kafka"}, "broker_config");
    }
    Kafka& replication_rules(const std::string& rules) {
        root_["kafka"]["replication_rules"] = rules;
        return *this;
    }

    /// What a broker takes for a request, and until news of the controller have taken effect.
    Kafka& service(Json time) {
        root_["kafka"]["service"] = std::move(time);
        return *this;
    }
    Kafka& metadata(Json time) {
        root_["kafka"]["metadata"] = std::move(time);
        return *this;
    }

    /// "2.8", or {{"brokers", "3.6"}}.
    Kafka& version(Json version) {
        root_["kafka"]["version"] = std::move(version);
        return *this;
    }

    Kafka& topic(const std::string& name) { return about({"kafka", "topics", name}); }
    Kafka& partitions(int n) { return with("partitions", n); }
    Kafka& replicas(int n) { return with("replication.factor", n); }
    Kafka& min_in_sync(int n) { return with("min.insync.replicas", n); }

    Kafka& producer(const std::string& name) {
        return about({"kafka", "producers", name}, "config");
    }
    Kafka& messages(int n) { return with("messages", n); }
    /// "1ms", or {{"exponential", "2ms"}}.
    Kafka& every(Json gap) { return with("every", std::move(gap)); }
    Kafka& acks(const std::string& acks) { return set("acks", acks); }
    /// Nothing waits for company: each message is sent at once, in a request of its own.
    Kafka& one_by_one() { return set("linger.ms", 0).set("batch.size", 0); }
    Kafka& idempotent(bool is) { return set("enable.idempotence", is); }

    Kafka& consumer(const std::string& name) {
        return about({"kafka", "consumers", name}, "config");
    }
    /// "after_processing", "before_processing", "automatic".
    Kafka& commit(const std::string& when) { return with("commit", when); }
    Kafka& work(Json time) { return with("work", std::move(time)); }

    Kafka& network() { return about({"network"}); }
    Kafka& delay(Json delay) { return with("delay", std::move(delay)); }
    Kafka& disk() { return about({"disk"}); }

    /// A node by name, a list of them, or "leader of t/0".
    Kafka& crash(Json whom) { return fault("crash", std::move(whom)); }
    Kafka& power_loss(Json whom) { return fault("power_loss", std::move(whom)); }
    Kafka& cut(Json sides) { return fault("cut", std::move(sides)); }
    /// Messages of a kind, or "any".
    Kafka& drop(const std::string& kind) { return fault("drop", kind); }
    Kafka& late(const std::string& kind) { return fault("delay", kind); }
    Kafka& fault(const char* verb, Json whom) {
        Json& faults = root_["faults"];
        const std::size_t n = faults.size();
        faults.push_back(Json::object());
        faults[n][verb] = std::move(whom);
        return about({"faults", std::to_string(n)});
    }
    Kafka& at(const std::string& instant) { return with("at", instant); }
    Kafka& between(const std::string& from, const std::string& until) {
        return with("between", Json::array({from, until}));
    }
    Kafka& when(Json moment) { return with("when", std::move(moment)); }
    Kafka& lasts(const std::string& time) { return with("for", time); }
    Kafka& restart_after(const std::string& time) { return with("restart_after", time); }
    Kafka& by(Json extra) { return with("by", std::move(extra)); }
    Kafka& from(const std::string& node) { return with("from", node); }
    Kafka& to(const std::string& node) { return with("to", node); }
    Kafka& probability(Json p) { return with("probability", std::move(p)); }

    Kafka& with(const std::string& key, Json value) {
        root_[members_][key] = std::move(value);
        return *this;
    }
    Kafka& set(const std::string& key, Json value) {
        root_[settings_][key] = std::move(value);
        return *this;
    }

    /// JSON, as a file would have it.
    std::string text() const { return root_.dump(); }

private:
    Kafka& about(const std::vector<std::string>& path, const char* settings = nullptr) {
        members_ = Json::json_pointer();
        for (const std::string& name : path) members_.push_back(name);
        if (root_[members_].is_null()) root_[members_] = Json::object();
        settings_ = members_;
        if (settings != nullptr) settings_.push_back(settings);
        return *this;
    }

    Json root_{{"schema_version", 1}, {"kafka", Json::object()}};
    Json::json_pointer members_;   ///< of what is being told
    Json::json_pointer settings_;  ///< its own, by Kafka's names
};

/// The node of that name; no_node: there is none.
inline NodeId node_named(const CommonPlan& plan, std::string_view name) {
    for (std::uint16_t n = 0; n < plan.wiring.nodes(); ++n)
        if (plan.wiring.names[n] == name) return {n};
    return no_node;
}

/// Producer "p" of 600 messages to a topic "t" of three replicas, of which two must be in sync; 3
/// ms between any two, and sessions of 2 s. What follows is about the producer.
inline Kafka small_cluster(int brokers = 3) {
    return Kafka{}
        .brokers(brokers)
        .set("broker.session.timeout.ms", 2'000)
        .set("broker.heartbeat.interval.ms", 300)
        .topic("t")
        .replicas(3)
        .min_in_sync(2)
        .network()
        .delay("3ms")
        .producer("p")
        .messages(600)
        .every("2ms");
}

}  // namespace mqfate::tests
