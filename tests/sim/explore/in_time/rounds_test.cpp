// Rounds that no path tells, in real time: somebody beats every 2 s, and somebody else thinks him
// dead after 9 s without a beat, while an alarm goes off every minute.
#include "sim/explore/in_time/rounds.hpp"

#include <variant>
#include <vector>

#include "sim/explore/in_time/in_time.hpp"
#include "sim/world/topology.hpp"

#include <doctest/doctest.h>

namespace mqfate::heart::rounds_test {

constexpr NodeId beater{0};
constexpr NodeId watcher{1};

struct Pulse {
    static constexpr KindName kind{.code = 0, .name = "Pulse"};
    friend bool operator==(const Pulse&, const Pulse&) = default;
};
struct BeatDue {
    static constexpr KindName kind{.code = 0, .name = "BeatDue"};
    friend bool operator==(const BeatDue&, const BeatDue&) = default;
};
struct Silence {
    static constexpr KindName kind{.code = 1, .name = "Silence"};
    friend bool operator==(const Silence&, const Silence&) = default;
};
struct Alarm {
    static constexpr KindName kind{.code = 2, .name = "Alarm"};
    friend bool operator==(const Alarm&, const Alarm&) = default;
};
struct Words {
    using Body = std::variant<Pulse>;
    using Timer = std::variant<BeatDue, Silence, Alarm>;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
    };
    struct Settings {};
};
using Ctx = Context<Words>;

struct Nothing {
    friend bool operator==(const Nothing&, const Nothing&) = default;
};
struct Beater {
    Nothing memory{};
    friend bool operator==(const Beater&, const Beater&) = default;
    void on(const Started&, Ctx& context) { beat(context); }
    void on(const BeatDue&, Ctx& context) { beat(context); }
    static void beat(Ctx& context) {
        context.request(watcher, Pulse{});
        context.arm(BeatDue{}, seconds(2));
    }
};
struct Watcher {
    struct Memory {
        std::uint32_t alarms = 0;
        bool silent = false;
        friend bool operator==(const Memory&, const Memory&) = default;
    } memory;
    friend bool operator==(const Watcher&, const Watcher&) = default;
    void on(const Started&, Ctx& context) { context.arm(Alarm{}, seconds(60)); }
    void on(const Pulse&, NodeId, Ctx& context) { context.arm(Silence{}, seconds(9)); }
    void on(const Silence&, Ctx&) { memory.silent = true; }
    void on(const Alarm&, Ctx& context) {
        ++memory.alarms;
        context.arm(Alarm{}, seconds(60));
    }
};

struct Beats {
    using Vocabulary = Words;
    using Role = std::variant<Beater, Watcher>;
    using Store = Words::Store;
    using Body = Words::Body;
    using Plan = mqfate::Plan<Words>;
    using Watch = int;
    static std::vector<Role> roles(const Plan&) { return {Beater{}, Watcher{}}; }
    static void ignores(const Connected&);
    static void ignores(const Disconnected&);
    template <class Take> static void cargo(const Store&, const Body&, Take&&) {}
    template <class Take> static void mentions(const Store&, const Body&, Take&&) {}
    static std::uint32_t bytes(const Store&, const Body&) { return 100; }
    static NodeId holder(const World<Beats>&, const Plan&, PostId) { return beater; }
    static bool quiet(const World<Beats>&, const Plan&) { return true; }
    static TimerNow timer_now(const World<Beats>&, const Plan&, const Reach<Beats>& reach, NodeId,
                              TimerKey key) {
        if (key.kind() == BeatDue::kind.code) return TimerNow::idle;
        if (key.kind() == Alarm::kind.code) return TimerNow::begins;
        return reach.runs(beater) ? TimerNow::early : TimerNow::fires;
    }
    static bool is_quick(const Body&) { return false; }
    static void forget_pauses(Role&) {}
    static void watch(const World<Beats>&, Watch&) {}
    static std::uint64_t broken_rules(std::uint64_t, const World<Beats>&, const Plan&) { return 0; }
    static bool breaks(std::uint8_t, Watch, Watch) { return false; }
    template <class Note> static void audit(const World<Beats>&, const Plan&, Note&&) {}
};

Plan<Words> plan() {
    Plan<Words> plan;
    plan.wiring.names = {"beater", "watcher"};
    plan.wiring.channels = {Channel{beater, watcher}};
    plan.wiring.index_channels();
    WireProfile wire;
    wire.delay = Delay::constant(milliseconds(1));
    lay_wires(plan.wiring, wire);
    plan.disks.resize(2);
    NodeFault crash;
    crash.target.nodes = {beater};
    plan.faults.nodes = {crash};
    return plan;
}
// In the beginning the alarm was armed first, then, by the first beat, the silence.
const Choice alarm{Fire{watcher, 0}};
const Choice silence{Fire{watcher, 1}};
const Choice crash{Strike{0}};
const Choice end_at_watcher{Deliver{{0}, Way::to_server}};

InTime looked_at(const std::vector<Choice>& steps) {
    Scope scope;
    scope.budget.crashes = 1;
    return in_time<Beats>(plan(), scope, steps);
}

TEST_CASE("rounds: what they arm anew is not overdue, however long nothing is told") {
    CHECK(looked_at({alarm, alarm, alarm}).at ==
          std::vector<Duration>{{0}, seconds(60), seconds(120)});
}

TEST_CASE("rounds: when they end, what they armed is as young as one of them") {
    // The last beat was 2 s before the crash at most: silence is noticed 7 s after it, or later.
    CHECK(looked_at({crash, end_at_watcher, silence}).at ==
          std::vector<Duration>{{0}, milliseconds(1), seconds(7)});
}

TEST_CASE("rounds: without them a time-out is overdue after its time") {
    // The crash, 9 s at most, and a minute between two alarms.
    CHECK_FALSE(looked_at({crash, end_at_watcher, alarm, alarm}).feasible());
    CHECK(looked_at({alarm, crash, end_at_watcher, alarm}).feasible());
    // Nobody who beats is thought dead.
    CHECK_FALSE(looked_at({alarm, silence}).feasible());
}

}  // namespace mqfate::heart::rounds_test
