// What a state, or a step, shows of the questions that a search is asked.
//
// Three kinds of question are answered in three ways. What the ledger has counted so far is read
// from the state's ledger. What becomes of messages is known only at the end, when nothing is left
// to do: then the logs are audited, in a copy of the ledger, and the ledger judges. Rules about the
// replicas are the model's: of a world, or of a step, where the model compares what it has
// *watched* before with what it watches after (it says itself what that is: Model::Watch). Tested
// by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/explore/search/machine.hpp"
#include "sim/explore/world/question.hpp"
#include "sim/explore/world/world_state.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

template <class Model> class Judge {
public:
    using State = WorldState<Model>;

    /// `plan` must live longer. `questions`: at most 64, with those of the model.
    Judge(const Plan<typename Model::Vocabulary>& plan, std::vector<Question> questions)
        : plan_(&plan), questions_(std::move(questions)) {
        for (const Question& question : questions_) {
            properties_.push_back(question.property);
            if (question.of == Question::Of::world)
                world_rules_ |= std::uint64_t{1} << question.rule;
            asks_steps_ = asks_steps_ || question.of == Question::Of::step;
        }
    }

    const std::vector<Question>& questions() const { return questions_; }
    const std::vector<Property>& properties() const { return properties_; }

    /// What the state alone shows. Bits by question.
    Findings look(const State& state) {
        Findings findings;
        const Ledger* judged = audit(state);
        std::uint64_t broken = 0;
        if (world_rules_ != 0) broken = Model::broken_rules(world_rules_, state.world, *plan_);
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            const Question& question = questions_[i];
            const bool shown = question.of == Question::Of::world
                                   ? (broken >> question.rule & 1U) != 0
                                   : shows(question, state.ledger, judged);
            if (!shown) continue;
            const bool wanted = question.property.kind == Property::Kind::sometimes;
            (wanted ? findings.reached : findings.broken) |= std::uint64_t{1} << i;
        }
        return findings;
    }
    /// Steps from `state` will be judged: see look_after_step().
    void watch(const State& state) { Model::watch(state.world, before_); }
    /// What a step to `state` shows, from the state that was watched last, and `state` itself.
    Findings look_after_step(const State& state) {
        Findings findings = look(state);
        findings.broken |= broken_by_step(state);
        return findings;
    }
    /// The ledger after the audit; null while something is left to do. It lasts until the next
    /// call of look() or audit().
    const Ledger* audit(const State& state) {
        if (!has_ended(state)) return nullptr;
        judged_ = state.ledger;
        Model::audit(state.world, *plan_,
                     [&](const Fact& fact) { judged_.note(fact, state.world.store.records); });
        return &judged_;
    }

private:
    bool has_ended(const State& state) const {
        if (state.ledger.pending() != 0 || state.ledger.published() != plan_->messages)
            return false;
        for (const NodeStatus& status : state.world.nodes)
            if (!status.process || status.paused || status.stopping) return false;
        for (const std::uint8_t cut : state.world.cuts)
            if (cut != 0) return false;
        return Model::quiet(state.world, *plan_);
    }
    std::uint64_t broken_by_step(const State& state) {
        if (!asks_steps_) return 0;
        Model::watch(state.world, after_);
        if (after_ == before_) return 0;
        std::uint64_t broken = 0;
        for (std::size_t i = 0; i < questions_.size(); ++i)
            if (questions_[i].of == Question::Of::step &&
                Model::breaks(questions_[i].rule, before_, after_))
                broken |= std::uint64_t{1} << i;
        return broken;
    }

    const Plan<typename Model::Vocabulary>* plan_;
    std::vector<Question> questions_;
    std::vector<Property> properties_;
    std::uint64_t world_rules_ = 0;  // those that are asked, bit by rule
    bool asks_steps_ = false;
    // Scratch memory.
    typename Model::Watch before_;
    typename Model::Watch after_;
    Ledger judged_;
};

}  // namespace mqfate
