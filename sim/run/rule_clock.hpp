// Which messages the rules of the fault plan hit in one run: when a rule is in force, and its luck.
//
// What a rule is about (kinds, ends, counts) belongs to the world and is the kernel's to judge.
// Tested by: tests/sim/run/rule_clock_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/run/summary.hpp"
#include "sim/run/swarm.hpp"
#include "sim/run/timing.hpp"

namespace mqfate {

template <class Model> class RuleClock {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// All of one run. `strikes`: by rule.
    RuleClock(const Plan<V>& plan, const Luck& luck, Timing<Model>& timing,
              std::vector<Strikes>& strikes)
        : plan_(plan), luck_(luck), timing_(timing), strikes_(strikes) {}

    void begin() {
        strikes_.assign(plan_.faults.rules.size(), Strikes{});
        for (std::size_t i = 0; i < strikes_.size(); ++i)
            strikes_[i].is_on = is_on(plan_.faults, luck_, Declared::rule, i);
    }

    /// Whether `rule` hits the message that has just been sent; if so it counts, and a rule that
    /// delays has done so.
    bool strikes(std::size_t rule, ChannelId channel, Way way, const Body& body, Instant now) {
        const MessageRule& r = plan_.faults.rules[rule];
        if (now < r.begins || now >= r.ends || !strikes_[rule].is_on) return false;
        const std::uint32_t flow = timing_.flow_of(channel, way);
        const std::uint64_t which = timing_.name_of(flow, body);
        const std::uint64_t entity = static_cast<std::uint64_t>(rule) << 32 | flow;
        if (!r.probability.is_one() &&
            !r.probability.hit(luck_.draw(Purpose::verdict, entity, which)))
            return false;
        Strikes& strikes = strikes_[rule];
        if (strikes.count++ == 0) strikes.first = now;
        if (r.verdict == Verdict::late)
            timing_.delay_last(flow, draw(r.extra, luck_, Purpose::late, entity, which), now);
        return true;
    }

private:
    const Plan<V>& plan_;
    const Luck& luck_;
    Timing<Model>& timing_;
    std::vector<Strikes>& strikes_;
};

}  // namespace mqfate
