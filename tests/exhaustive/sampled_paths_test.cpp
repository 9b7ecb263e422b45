// Every sampled history is a path of the explored graph: what the sampler does, step by step, is
// among the choices of the world it is done in, and leads to the same world.
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/engine/telling.hpp"
#include "models/kafka/system.hpp"
#include "sim/base/encoding.hpp"
#include "sim/run/sampler.hpp"
#include "tests/exhaustive/worlds.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::sampled_paths_test {

using tests::KafkaState;

Bytes bytes_of(World<kafka::Model> world) {
    for (auto& role : world.roles) kafka::Model::forget_pauses(role);
    for (auto& rule : world.rules) rule = {};  // of a run; a search has budgets
    Encoder encoder;
    encoder(world);
    return {encoder.bytes().begin(), encoder.bytes().end()};
}

/// A step that was taken, and the world before it. A timer is known by its key: places differ.
struct Taken {
    Step step;
    TimerKey timer;
    Bytes before;
    Instant at;
};

/// What a sampler writes down for this test.
struct Walk : Silent {
    std::vector<Taken> taken;
    std::uint64_t accepted = 0;  ///< connections, by hosts of processes that stand still
    template <class S>
    void step(Instant at, const World<kafka::Model>& world, const Plan<kafka::Vocabulary>&,
              const S& s) {
        TimerKey timer;
        // It says only how long to wait for: no choice where nobody knows the time.
        if (std::is_same_v<S, Accept>) {
            ++accepted;
            return;
        }
        if constexpr (std::is_same_v<S, Fire>) timer = world.timers[index(s.node)][s.index];
        taken.push_back({Step{s}, timer, bytes_of(world), at});
    }
};

bool same(const Taken& taken, const Choice& choice, const World<kafka::Model>& world,
          const Plan<kafka::Vocabulary>& plan) {
    if (const auto* strike = std::get_if<Strike>(&choice.what)) {
        const NodeFault& fault = plan.faults.nodes[strike->fault];
        if (fault.kind == NodeFault::Kind::pause) return std::holds_alternative<Pause>(taken.step);
        const auto* crash = std::get_if<Crash>(&taken.step);
        return crash && fault.kind == NodeFault::Kind::crash && fault.crash == crash->kind;
    }
    const auto* step = std::get_if<Step>(&choice.what);
    if (step == nullptr || step->index() != taken.step.index()) return false;
    return std::visit(
        [&](const auto& a) {
            using S = std::remove_cvref_t<decltype(a)>;
            const auto& b = std::get<S>(taken.step);
            if constexpr (std::is_same_v<S, Fire>)
                return a.node == b.node && world.timers[index(a.node)][a.index] == taken.timer;
            else if constexpr (std::is_same_v<S, Deliver>)
                return a.channel == b.channel && a.way == b.way;
            else if constexpr (std::is_same_v<S, WriteBack>)
                return a.node == b.node && a.file == b.file;
            else if constexpr (requires { a.node; })
                return a.node == b.node;
            else
                return true;
        },
        *step);
}

/// Follows one sampled run; returns how many of its steps were found.
class Follower {
public:
    Follower(const scenarios::Scenario& scenario, const Scope& scope)
        : plan_(kafka_plan(scenario)), worlds_(scenario, scope), state_(worlds_.start()) {}
    std::size_t follow(const std::vector<Taken>& walk) {
        std::size_t i = plan_.wiring.nodes();  // those that start the processes
        for (; i < walk.size(); ++i) {
            catch_up_with_losses(walk[i]);
            if (bytes_of(state_.world) != walk[i].before) return i;
            const auto choice = find(walk[i]);
            if (!choice) return i;
            REQUIRE(worlds_.take(state_, *choice));
            choices_.push_back(*choice);
            instants_.push_back(walk[i].at);
        }
        return i;
    }

    /// As choices, with those of the rules.
    const std::vector<Choice>& choices() const { return choices_; }
    /// Of the beginning, and of each of them.
    const std::vector<Instant>& instants() const { return instants_; }

private:
    std::optional<Choice> find(const Taken& taken) const {
        for (const Choice& choice : worlds_.steps(state_))
            if (same(taken, choice, state_.world, plan_)) return choice;
        return {};
    }
    // A rule of a run strikes inside the step that sends; here it is a choice of its own.
    void catch_up_with_losses(const Taken& taken) {
        const Bytes& before = taken.before;
        if (bytes_of(state_.world) == before) return;
        for (const Choice& choice : worlds_.steps(state_)) {
            if (choice.price != Price::loss) continue;
            KafkaState next = state_;
            worlds_.take(next, choice);
            if (bytes_of(next.world) != before) continue;
            state_ = std::move(next);
            choices_.push_back(choice);
            instants_.push_back(instants_.back());
            return;
        }
    }

    const Plan<kafka::Vocabulary>& plan_;
    tests::Worlds worlds_;
    KafkaState state_;
    std::vector<Choice> choices_;
    std::vector<Instant> instants_{Instant{}};
};

/// What came about in simulated time is possible in real time.
void check_in_time(const scenarios::Scenario& scenario, const Scope& scope,
                   const std::vector<Choice>& steps, const std::vector<Instant>& instants) {
    const auto& plan = kafka_plan(scenario);
    const auto [timed, bounds] = tests::in_time(scenario, scope, steps);
    for (const TimeBound& bound : timed.forbidding)
        if (bound.of != TimeBound::Of::order)
            MESSAGE(engine::told(bound, plan).in(words::Language::en));
    CHECK(timed.feasible());
    for (const TimeBound& bound : bounds) {
        const Duration passed = instants[bound.later] - instants[bound.earlier];
        const bool kept = bound.at_most ? passed <= bound.by : passed >= bound.by;
        if (!kept) MESSAGE(engine::told(bound, plan).in(words::Language::en));
        CHECK(kept);
    }
}

/// Returns how many connections were accepted by hosts of processes that stood still.
std::uint64_t check_paths(const std::string& json, std::uint64_t runs) {
    std::uint64_t accepted = 0;
    const scenarios::Scenario scenario = tests::scenario_of(json);
    Scope scope;
    scope.budget = {.crashes = 100, .losses = 100, .duplicates = 0, .retries = 200};
    scope.budget.deviations = Budget::all;
    scope.idle_timers = true;
    scope.from_the_start = true;
    Sampler<kafka::Model, Walk> sampler(kafka_plan(scenario));
    for (std::uint64_t run = 0; run < runs; ++run) {
        sampler.run(7, run);
        const auto& walk = sampler.recorder().taken;
        accepted += sampler.recorder().accepted;
        REQUIRE(walk.size() > 50);
        Follower follower(scenario, scope);
        CAPTURE(run);
        CHECK(follower.follow(walk) == walk.size());
        check_in_time(scenario, scope, follower.choices(), follower.instants());
    }
    return accepted;
}

std::string scenario(const std::string& brokers, const std::string& producer,
                     const std::string& more) {
    return R"({"schema_version": 1, "kafka": {"brokers": 3, "broker_config": {)" + brokers +
           R"(}, "topics": {"orders": {"partitions": 2}},
              "producers": {"shop": {"messages": 6, "every": "20ms", "config": {)" +
           producer + R"(}}}, "consumers": {"billing": {"topic": "orders", "work": "1ms"}}})" +
           more + "}";
}

TEST_CASE("sampled paths: without faults") {
    check_paths(scenario("", R"("linger.ms": 0)", ""), 10);
    check_paths(scenario("", R"("acks": "1", "linger.ms": 30)", ""), 10);
}

TEST_CASE("sampled paths: lost answers and resets, with and without idempotence") {
    const std::string drops =
        R"(, "faults": [{"drop": "ProduceResponse", "to": "shop", "probability": 0.3}])";
    const std::string resets =
        R"(, "faults": [{"reset": "ProduceRequest", "from": "shop", "probability": 0.3}])";
    const std::string config = R"("linger.ms": 0, "request.timeout.ms": 300)";
    check_paths(scenario("", config, drops), 10);
    check_paths(scenario("", config + R"(, "enable.idempotence": false)", drops), 10);
    check_paths(scenario("", config + R"(, "enable.idempotence": false)", resets), 10);
}

TEST_CASE("sampled paths: a leader that dies and comes back, by process and by power") {
    for (const std::string kind : {"crash", "power_loss"})
        check_paths(
            scenario(R"("min.insync.replicas": 2)", R"("linger.ms": 0, "request.timeout.ms": 1000)",
                     R"(, "faults": [{")" + kind +
                         R"(": "b1", "between": ["0ms", "150ms"], "restart_after": "20s"}])"),
            10);
}

TEST_CASE("sampled paths: a leader that stands still, while clients connect to it") {
    const std::string faults =
        R"(, "faults": [{"pause": "b1", "between": ["0ms", "150ms"], "for": "25s"}])";
    // An answer is waited for before and after the host has accepted: 10 s for the set-up, and 1 or
    // 15 s from then on.
    for (const std::string timeout : {"1000", "15000"})
        CHECK(check_paths(scenario(R"("min.insync.replicas": 2)",
                                   R"("linger.ms": 0, "request.timeout.ms": )" + timeout, faults),
                          10) > 0);
}

TEST_CASE("sampled paths: a log that is flushed at every message") {
    check_paths(scenario(R"("log.flush.interval.messages": 1)", R"("linger.ms": 0)",
                         R"(, "faults": [{"power_loss": "b2", "at": "70ms",
                                          "restart_after": "20s"}])"),
                10);
}

}  // namespace mqfate::sampled_paths_test
