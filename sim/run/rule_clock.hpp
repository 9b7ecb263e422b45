// Which messages the rules of the fault plan hit in one run: when a rule is in force, and its luck.
//
// What a rule is about (kinds, ends, counts) belongs to the world and is the kernel's to judge.
// Tested by: tests/sim/run/rule_clock_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/run/summary.hpp"
#include "sim/run/swarm.hpp"
#include "sim/run/timing.hpp"

namespace mqfate {

template <class Model, class Recorder> class RuleClock {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    RuleClock(const Plan<V>& plan, Timing<Model, Recorder>& timing, Run<Model, Recorder>& run)
        : plan_(plan), timing_(timing), run_(run) {}

    void begin() {
        run_.rule_strikes.assign(plan_.faults.rules.size(), Strikes{});
        for (std::size_t i = 0; i < run_.rule_strikes.size(); ++i)
            run_.rule_strikes[i].is_on = is_on(plan_.faults, run_.luck, Declared::rule, i);
    }

    /// Whether `rule` hits the message that has just been sent; if so it counts, and a rule that
    /// delays has done so.
    bool strikes(std::size_t rule, ChannelId channel, Way way, const Body& body, Instant now) {
        const MessageRule& r = plan_.faults.rules[rule];
        if (now < r.begins || now >= r.ends || !run_.rule_strikes[rule].is_on) return false;
        const std::uint32_t flow = timing_.flow_of(channel, way);
        const std::uint64_t which = timing_.name_of(flow, body);
        const std::uint64_t entity = static_cast<std::uint64_t>(rule) << 32 | flow;
        if (!r.probability.is_one() &&
            !r.probability.hit(run_.luck.draw(Purpose::verdict, entity, which)))
            return false;
        Strikes& strikes = run_.rule_strikes[rule];
        if (strikes.count++ == 0) strikes.first = now;
        if (r.verdict == Verdict::late)
            timing_.delay_last(flow, draw(r.extra, run_.luck, Purpose::late, entity, which), now);
        return true;
    }

private:
    const Plan<V>& plan_;
    Timing<Model, Recorder>& timing_;
    Run<Model, Recorder>& run_;
};

}  // namespace mqfate
