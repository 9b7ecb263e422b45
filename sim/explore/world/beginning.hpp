// The state in which a search begins: every process that does not start later has started and,
// unless the scope says otherwise, has connected to those it works with. One that starts later may
// do so at any time, as one that has crashed may (choices.hpp).
//
// Connecting takes many messages in an order that means nothing for the fate of a message. It is
// taken in one fixed order, so that a search does not try all of them. It ends before the
// application does anything of its own: a message that was published, or an offset that was
// committed, would be a fact that no crash of the search could come before.
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/world/choice_taker.hpp"
#include "sim/explore/world/choices.hpp"
#include "sim/explore/world/world_state.hpp"
#include "sim/world/reach.hpp"

namespace mqfate {

template <class Model> class Beginning {
public:
    using V = typename Model::Vocabulary;
    using State = WorldState<Model>;

    Beginning(const Plan<V>& plan, const Scope& scope, ChoiceTaker<Model>& taker)
        : plan_(plan), scope_(scope), taker_(taker) {}

    State make() {
        State state;
        state.world = empty_world<Model>(plan_, Model::roles(plan_));
        state.budget = scope_.budget;
        for (const NodeFault& fault : plan_.faults.nodes)
            state.strikes_left.push_back(static_cast<std::uint8_t>(std::min<std::size_t>(
                fault.limit == 0 || fault.one_by_one ? fault.turns() : fault.limit, 255)));
        state.ledger.reset(plan_.messages, plan_.publication);
        for (std::uint16_t n = 0; n < state.world.nodes.size(); ++n)
            if (!plan_.starts_late({n})) taker_.step(state, Step{Start{{n}}});
        if (!scope_.from_the_start) connect(state);
        return state;
    }

private:
    // Whatever is under way arrives, and nobody begins anything new.
    void connect(State& state) {
        constexpr int enough = 100'000;
        std::vector<Choice> choices;
        for (int i = 0; i < enough; ++i) {
            choices.clear();
            Choices<Model>(state.world, plan_, Scope{}, Budget{}, state.strikes_left, choices)
                .without_faults();
            const Choice* next = nullptr;
            for (const Choice& choice : choices)
                if (next == nullptr && !begins(state, choice)) next = &choice;
            if (next == nullptr) return;
            taker_.step(state, std::get<Step>(next->what));
        }
        ENSURE(false, "processes that never come to rest");
    }
    /// Whether the application would begin new work by it: to publish a message, say.
    bool begins(const State& state, const Choice& choice) const {
        const auto* fire = std::get_if<Fire>(&std::get<Step>(choice.what));
        if (fire == nullptr) return false;
        return Model::timer_now(state.world, plan_, Reach<Model>(state.world, plan_, false),
                                fire->node, state.world.timers[index(fire->node)][fire->index]) ==
               TimerNow::begins;
    }

    const Plan<V>& plan_;
    const Scope& scope_;
    ChoiceTaker<Model>& taker_;
};

}  // namespace mqfate
