// The kernel's world as a machine (search/machine.hpp): the same roles as in the sampler, and the
// same kernel, through every order of steps instead of the one that time gives.
//
//     state      world_state.hpp     the world, what is left of the budgets, the ledger
//     starts     beginning.hpp       every process has started and connected
//     steps      choices.hpp         all that may happen next; reduction/ leaves out some
//     take       choice_taker.hpp    pays, and has the kernel take it (timeless_driver.hpp hears)
//     look       judge.hpp           what the state shows of the questions (question.hpp)
//     encode     state_bytes.hpp     as bytes; with a symmetry (reduction/), those of the state
//                                    that stands for all with other names
//
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/explore/reduction/independence.hpp"
#include "sim/explore/reduction/symmetry.hpp"
#include "sim/explore/search/machine.hpp"
#include "sim/explore/world/beginning.hpp"
#include "sim/explore/world/choice_taker.hpp"
#include "sim/explore/world/choices.hpp"
#include "sim/explore/world/judge.hpp"
#include "sim/explore/world/state_bytes.hpp"
#include "sim/explore/world/world_state.hpp"

namespace mqfate {

template <class Model> class WorldMachine {
public:
    using V = typename Model::Vocabulary;
    using Step = Choice;
    using State = WorldState<Model>;

    /// `plan` must live longer. `questions`: at most 64, with those of the model.
    WorldMachine(const Plan<V>& plan, const Scope& scope, std::vector<Question> questions)
        : plan_(&plan),
          scope_(scope),
          acts_alone_(scope.partial_order),
          taker_(plan),
          judge_(plan, std::move(questions)) {
        if (scope.symmetry) symmetry_ = Symmetry<Model>(plan, scope);
        for (const Question& question : judge_.questions())
            acts_alone_ = acts_alone_ && stays_shown(question);
    }

    const std::vector<Property>& properties() const { return judge_.properties(); }
    /// From now on `tracing` hears what each step sends, loses and brings about, without an
    /// instant: for those who turn a path into a story. It must live longer; null: nobody hears.
    void record(Tracing<Model>* tracing) { taker_.listeners().tracing = tracing; }
    /// From now on `pending` hears what each step asks for, and what comes; else as record().
    void record(Pending<Model>* pending) { taker_.listeners().pending = pending; }
    /// From now on pauses grow with each failure, as in a run: for those who ask how long they are.
    /// A search has them forgotten, since it would else take worlds for two that differ in nothing
    /// but how long somebody will wait.
    void keep_pauses() { taker_.keep_pauses(); }
    /// The ledger after the audit, if nothing is left to do in `state`.
    std::optional<Ledger> at_the_end(const State& state) {
        const Ledger* judged = judge_.audit(state);
        return judged == nullptr ? std::nullopt : std::optional(*judged);
    }

    void starts(std::vector<State>& out) {
        out.push_back(Beginning<Model>(*plan_, scope_, taker_).make());
    }
    /// Those that must be tried.
    void steps(const State& state, std::vector<Choice>& out) const {
        all_steps(state, out);
        if constexpr (requires { Model::acts_alone(*plan_, state.world, NodeId{}); })
            if (acts_alone_)
                Independence<Model>(*plan_).reduce(state.world, state.budget, state.strikes_left,
                                                   out);
    }
    /// All that may happen next. Requires: `out` is empty.
    void all_steps(const State& state, std::vector<Choice>& out) const {
        Choices<Model>(state.world, *plan_, scope_, state.budget, state.strikes_left, out).all();
    }
    Findings take(State& state, const Choice& choice) {
        judge_.watch(state);
        return take_watched(state, choice);
    }
    Findings look(const State& state) { return judge_.look(state); }
    void encode(const State& state, Bytes& bytes) {
        if (!symmetry_.any()) return append(bytes_.write(state), bytes);
        symmetry_.write_least(state, renamed_, bytes,
                              [this](const State& s) { return bytes_.write(s); });
    }
    void decode(std::span<const unsigned char> stored, State& state) {
        bytes_.read(stored, *plan_, state);
        judge_.watch(state);
        is_fresh_ = true;
    }
    /// The same as a copy of `state`, take() and encode(), for the state that was decoded last from
    /// `stored`, but cheaper: a step changes one node and its connections, so only these are copied
    /// to `next` (which still holds an earlier successor) and written anew. That takes less than
    /// half the time.
    Findings successor(const State& state, std::span<const unsigned char> stored,
                       const Choice& choice, State& next, Bytes& bytes) {
        if (symmetry_.any()) return renamed_successor(state, choice, next, bytes);
        if (std::exchange(is_fresh_, false))
            next = state;
        else
            copy_touched(state, taker_.touched(), next);
        taker_.forget_touched();
        const Findings findings = take_watched(next, choice);
        if (!findings.outside)
            append(bytes_.write_successor(stored, taker_.touched(), next), bytes);
        return findings;
    }

private:
    // Other names may stand anywhere: everything is written anew.
    Findings renamed_successor(const State& state, const Choice& choice, State& next,
                               Bytes& bytes) {
        next = state;
        const Findings findings = take_watched(next, choice);
        if (!findings.outside) encode(next, bytes);
        return findings;
    }
    // Requires: `state` was watched.
    Findings take_watched(State& state, const Choice& choice) {
        if (!taker_.take(state, choice)) return {.outside = true};
        return judge_.look_after_step(state);
    }
    static void append(std::span<const unsigned char> from, Bytes& to) {
        to.insert(to.end(), from.begin(), from.end());
    }

    const Plan<V>* plan_;
    Scope scope_;
    Symmetry<Model> symmetry_;  // none unless the scope asks for it
    bool acts_alone_;           // steps are reduced to those of a client that may act alone
    ChoiceTaker<Model> taker_;
    Judge<Model> judge_;
    StateBytes<Model> bytes_;
    State renamed_;         // scratch memory
    bool is_fresh_ = true;  // no successor of the state that was decoded last was made yet
};

}  // namespace mqfate
