// The partial-order reduction: that the steps it takes to be independent are, and that it keeps the
// answer.
#include "sim/explore/reduction/independence.hpp"

#include <algorithm>
#include <functional>

#include "sim/base/encoding.hpp"
#include "tests/exhaustive/whole_graph.hpp"

namespace mqfate::independence_test {

using tests::KafkaState;
using tests::Worlds;

// With all orders there is no end of worlds (sessions expire again and again), so each search here
// has a depth. Worlds in which nothing is left to do are as near with the reduction as without it.

/// All orders, and one retry; `faults`: how many crashes, and how many losses.
Scope all_orders(bool partial_order = false, std::uint8_t faults = 0) {
    Scope scope;
    scope.budget = {.crashes = faults, .losses = faults, .retries = 1, .deviations = Budget::all};
    scope.partial_order = partial_order;
    return scope;
}
scenarios::Scenario kafka(int brokers, int messages, const std::string& config,
                          const std::string& consumer = "", const std::string& fault = "") {
    const std::string reader =
        consumer.empty() ? "" : R"(, "consumers": {"billing": {"topic": "t")" + consumer + "}}";
    return tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": )" + std::to_string(brokers) +
        R"(, "topics": {"t": {"replication.factor": )" + std::to_string(brokers) +
        R"(}}, "producers": {"shop": {"messages": )" + std::to_string(messages) +
        R"(, "config": {"linger.ms": 0)" + config + "}}}" + reader + R"(}, "faults": [)" + fault +
        "]}");
}

Bytes name_of(const Choice& choice) {
    Encoder encoder;
    encoder(choice.what);
    return {encoder.bytes().begin(), encoder.bytes().end()};
}

/// One world, and what its steps do to each other.
class Commuting {
public:
    Commuting(const scenarios::Scenario& scenario, Worlds& worlds, const KafkaState& state)
        : wiring_(scenario.plan->wiring),
          worlds_(worlds),
          state_(state),
          choices_(worlds.all_steps(state)) {}
    /// Whether no delivery to `client` is within the scope.
    bool is_stuck(NodeId client) {
        return std::none_of(choices_.begin(), choices_.end(), [&](const Choice& choice) {
            if (taker_of(choice, wiring_) != client) return false;
            if (!std::holds_alternative<Deliver>(std::get<Step>(choice.what))) return false;
            KafkaState next = state_;
            return worlds_.take(next, choice);
        });
    }
    /// How many pairs of a step of `client` and one of somebody else do not commute, or disable or
    /// enable each other.
    std::size_t failures(NodeId client) {
        std::size_t failures = 0;
        for (const Choice& other : choices_) {
            if (taker_of(other, wiring_) == client) continue;
            KafkaState after = state_;
            if (!worlds_.take(after, other)) continue;
            if (steps_of(client, state_) != steps_of(client, after)) ++failures;
            for (const Choice& mine : choices_)
                if (taker_of(mine, wiring_) == client && !commute(mine, other)) ++failures;
        }
        return failures;
    }

private:
    std::vector<Bytes> steps_of(NodeId client, const KafkaState& state) {
        std::vector<Bytes> names;
        for (const Choice& choice : worlds_.all_steps(state))
            if (taker_of(choice, wiring_) == client) names.push_back(name_of(choice));
        return names;
    }
    bool is_allowed(const Choice& choice, const KafkaState& state) {
        const std::vector<Choice> all = worlds_.all_steps(state);
        return std::any_of(all.begin(), all.end(),
                           [&](const Choice& it) { return name_of(it) == name_of(choice); });
    }
    /// The world after both, in this order; nothing where it is beyond the scope.
    Bytes after(const Choice& first, const Choice& second) {
        KafkaState state = state_;
        if (!worlds_.take(state, first)) return {};
        if (!is_allowed(second, state)) return {0};
        if (!worlds_.take(state, second)) return {};
        return worlds_.encode(state);
    }
    bool commute(const Choice& a, const Choice& b) { return after(a, b) == after(b, a); }

    const Wiring& wiring_;
    Worlds& worlds_;
    const KafkaState& state_;
    std::vector<Choice> choices_;
};

struct Count {
    std::size_t alone = 0;     ///< a client in a world in which it may act alone
    std::size_t failures = 0;  ///< pairs that do not commute there
    std::size_t stuck = 0;     ///< it can take nothing in
};
/// Who may act alone.
using MayAct = bool (*)(const Worlds&, const KafkaState&, NodeId client);
/// Looks at worlds; `may_act` says who may.
class Counting {
public:
    Counting(const scenarios::Scenario& scenario, MayAct may_act)
        : scenario_(scenario), may_act_(may_act) {}

    void operator()(Worlds& worlds, const KafkaState& state) {
        if (!worlds.is_calm(state)) return;
        for (std::uint16_t n = 0; n < state.world.nodes.size(); ++n) {
            if (!may_act_(worlds, state, NodeId{n})) continue;
            ++count.alone;
            Commuting commuting(scenario_, worlds, state);
            count.failures += commuting.failures({n});
            if (commuting.is_stuck({n})) ++count.stuck;
        }
    }
    Count count;

private:
    const scenarios::Scenario& scenario_;
    MayAct may_act_;
};
Count count(const scenarios::Scenario& scenario, unsigned depth, MayAct may_act) {
    Counting counting(scenario, may_act);
    tests::each_world(scenario, all_orders(), std::ref(counting), depth);
    return counting.count;
}
bool by_the_rules(const Worlds& worlds, const KafkaState& state, NodeId client) {
    return worlds.may_act_alone(state, client);
}
bool whatever_the_model_says(const Worlds& worlds, const KafkaState& state, NodeId client) {
    return worlds.is_undisturbed(state, client);
}
bool whatever_may_come(const Worlds&, const KafkaState&, NodeId client) {
    return client.value >= 3;
}

const std::string acks_1 = R"(, "acks": "1", "enable.idempotence": false)";
const std::string reader = R"(, "work": "1ms")";

TEST_CASE("independence: what may act alone commutes with all others, in every world") {
    for (const Count& found :
         {count(kafka(1, 1, ""), 9, by_the_rules), count(kafka(1, 2, acks_1), 8, by_the_rules),
          count(kafka(1, 1, acks_1, reader), 7, by_the_rules),
          count(kafka(2, 1, acks_1), 5, by_the_rules)}) {
        CHECK(found.alone > 50);
        CHECK(found.failures == 0);
        CHECK(found.stuck == 0);
    }
}

// Behind a loss of power only one world in some 6,000 on the ways lets a client act alone, so there
// are many ways.
TEST_CASE("independence: nor does what a fault has left behind change that") {
    for (const std::string fault :
         {R"({"crash": "b1", "at": "1s"})", R"({"power_loss": "b1", "at": "1s"})",
          R"({"drop": "ProduceResponse"})", R"({"reset": "ProduceRequest"})",
          R"({"isolate": "b1", "at": "1s"})"}) {
        const auto scenario = kafka(1, 2, acks_1, reader, fault);
        Counting counting(scenario, by_the_rules);
        tests::each_world_on_walks(scenario, all_orders(false, 1), 2'000, 100, std::ref(counting));
        CAPTURE(fault);
        CHECK(counting.count.alone > 10);
        CHECK(counting.count.failures == 0);
        CHECK(counting.count.stuck == 0);
    }
}

TEST_CASE("independence: batches of two producers do not commute, and neither acts alone") {
    const auto two = tests::producers(1, {"p", "q"}, 2, acks_1);
    CHECK(count(two, 6, by_the_rules).alone == 0);
    CHECK(count(two, 6, whatever_the_model_says).failures > 0);
}

TEST_CASE("independence: who may still be sent something does not act alone") {
    CHECK(count(kafka(1, 1, acks_1, reader), 6, whatever_may_come).failures > 0);
}

void check_same(const scenarios::Scenario& scenario, unsigned depth, std::size_t worlds,
                std::size_t with_partial_order, std::uint8_t faults = 0) {
    const auto all = tests::everything(scenario, all_orders(false, faults), depth);
    const auto fewer = tests::everything(scenario, all_orders(true, faults), depth);
    CHECK(all.worlds == worlds);
    CHECK(fewer.worlds == with_partial_order);
    CHECK(all.outcomes == fewer.outcomes);
    CHECK(all.outcomes.size() > 1);
}

// A time-out of a producer is not always a step. Where one answer on a connection is late, the next
// look ends that connection, so a second one that is late is no step of its own; and the end of a
// pause of metadata wakes a thread only if it wants to ask.
TEST_CASE("independence: the same outcomes in fewer worlds") {
    check_same(kafka(1, 1, ""), 14, 19'264, 18'898);
    check_same(kafka(1, 2, acks_1), 12, 31'279, 30'063);
    check_same(kafka(1, 1, acks_1, reader), 12, 63'814, 58'331);
    check_same(kafka(2, 1, acks_1), 9, 64'712, 58'486);
    check_same(kafka(1, 1, acks_1, "", R"({"drop": "ProduceResponse"})"), 12, 9'814, 9'813, 1);
}

TEST_CASE("independence: with both reductions at once there is still a way to tell") {
    const std::string shop = R"({"messages": 1, "config": {"linger.ms": 0)" + acks_1 + "}}";
    const auto scenario = tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}},
            "producers": {"p": )" +
        shop + R"(, "q": )" + shop + R"(}, "consumers": {"c": {"topic": "t"}}}})");
    Question both;
    both.property = {"both are confirmed", Property::Kind::sometimes};
    both.of = Question::Of::confirmed;
    both.least = 2;
    std::vector<std::uint64_t> worlds;
    for (const bool symmetry : {false, true})
        for (const bool partial_order : {false, true}) {
            Scope scope = all_orders(partial_order);
            scope.symmetry = symmetry;
            const Worlds machine(scenario, scope, {both});
            const SearchResult result = machine.explored();
            REQUIRE(result.found[0]);
            worlds.push_back(result.distinct);
            const auto trail = machine.trail_of(*result.found[0]);
            CHECK(trail.steps.size() >= 6);  // published, appended and answered, twice
            CHECK(trail.worlds.back().ledger.confirmed() == 2);
        }
    CHECK(worlds[1] <= worlds[0]);
    CHECK(worlds[2] < worlds[0]);
    CHECK(worlds[3] <= worlds[2]);
}

TEST_CASE("independence: the same verdict, and as near an end") {
    for (const bool partial_order : {false, true}) {
        const Scope scope = all_orders(partial_order);
        tests::check_broken(tests::explored(kafka(1, 1, acks_1), scope, {tests::no_duplicate()}),
                            11);
        tests::check_broken(tests::explored(kafka(2, 1, acks_1), scope, {tests::no_loss()}), 9);
    }
}

TEST_CASE("independence: it is off where a question may stop being shown") {
    Question one;
    one.of = Question::Of::confirmed;
    one.property.kind = Property::Kind::sometimes;
    one.least = one.most = 1;
    CHECK_FALSE(stays_shown(one));
    one.most = Question::any;
    CHECK(stays_shown(one));
    Question none_twice;
    none_twice.of = Question::Of::repeats;
    none_twice.property.kind = Property::Kind::always;
    none_twice.most = 0;
    CHECK(stays_shown(none_twice));
    none_twice.least = 1;
    CHECK_FALSE(stays_shown(none_twice));
    CHECK(stays_shown(tests::no_loss()));
    CHECK(stays_shown(tests::rule(kafka::Rule::watermark_rises)));
}

}  // namespace mqfate::independence_test
