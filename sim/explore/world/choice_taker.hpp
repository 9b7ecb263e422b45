// Takes a choice: pays for it, and has the kernel take the steps that it means.
//
// A step of the kernel is one step. A fault of the plan may be several (a disconnect breaks each of
// the node's connections), or none (a process that is down cannot crash once more). A crash inside
// a handler is the step, cut short, and then the crash.
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "sim/explore/world/choice.hpp"
#include "sim/explore/world/timeless_driver.hpp"
#include "sim/explore/world/touched.hpp"
#include "sim/explore/world/world_state.hpp"
#include "sim/world/kernel.hpp"
#include "sim/world/target.hpp"

namespace mqfate {

template <class Model> class ChoiceTaker {
public:
    using V = typename Model::Vocabulary;
    using State = WorldState<Model>;
    using Listeners = typename TimelessDriver<Model>::Listeners;

    /// `plan` must live longer.
    explicit ChoiceTaker(const Plan<V>& plan)
        : plan_(&plan), touched_(plan.wiring.nodes(), plan.wiring.channels.size()) {}

    /// Who hears what each step does; nobody at first.
    Listeners& listeners() { return listeners_; }
    /// From now on pauses grow with each failure, as in a run.
    void keep_pauses() { keeps_pauses_ = true; }
    /// What take() and step() have changed since forget_touched().
    const Touched& touched() const { return touched_; }
    void forget_touched() { touched_.clear(); }

    /// Takes one of the choices that `state` allows. False: it leads beyond the scope, and `state`
    /// means nothing any more. That is so where a producer sends again more often than the budget
    /// pays for, and where a handler has sent less than the crash inside it waited for.
    bool take(State& state, const Choice& choice) {
        pay(state.budget, choice);
        handling_ = {};
        outlived_ = false;
        std::visit([&](const auto& what) { this->perform(state, what); }, choice.what);
        if (handling_.retries > state.budget.retries || outlived_) return false;
        state.budget.retries = static_cast<std::uint8_t>(state.budget.retries - handling_.retries);
        return true;
    }
    /// The kernel takes one step, whatever it costs.
    void step(State& state, const Step& step) {
        const NodeId node = touched_.touch(step, plan_->wiring);
        using Driver = TimelessDriver<Model>;
        Driver driver(*plan_, state.world, state.ledger, listeners_, handling_);
        if (listeners_.pending != nullptr) listeners_.pending->taking(state.world, step);
        if (listeners_.tracing != nullptr) listeners_.tracing->begin_step(step);
        Kernel<Model, Driver> kernel(state.world, *plan_, effects_, driver);
        kernel.take(step);
        const NodeId leaving = kernel.leaving();
        state.ledger.check();
        if (!keeps_pauses_) forget_pauses(state, node);
        if (leaving != no_node) this->step(state, Step{Exit{leaving}});
    }

private:
    static void forget_pauses(State& state, NodeId node) {
        if (node != no_node) return Model::forget_pauses(state.world.roles[index(node)]);
        for (auto& role : state.world.roles) Model::forget_pauses(role);
    }
    static void pay(Budget& budget, const Choice& choice) {
        if (choice.deviates && budget.deviations != Budget::all) --budget.deviations;
        switch (choice.price) {
            case Price::nothing: break;
            case Price::crash: --budget.crashes; break;
            case Price::loss: --budget.losses; break;
            case Price::duplicate: --budget.duplicates; break;
        }
    }

    void perform(State& state, const Step& what) { step(state, what); }
    void perform(State& state, const Duplicate& what) {
        state.world.datagrams.push_back(state.world.datagrams[what.index]);
        if (listeners_.pending != nullptr) listeners_.pending->doubled(what.index);
        if (listeners_.tracing != nullptr)
            listeners_.tracing->causes([&](StepCauses& known) { known.doubled(what.index); });
    }
    // A handler that sends fewer messages has outlived the crash: that is another choice.
    void perform(State& state, const Inside& what) {
        handling_.sends_left = what.send;
        step(state, what.step);
        handling_.sends_left.reset();
        outlived_ = !handling_.is_cut;
        perform(state, Strike{what.fault});
    }
    void perform(State& state, const Strike& what) {
        const NodeFault& fault = plan_->faults.nodes[what.fault];
        const std::size_t turn = fault.turns() - state.strikes_left[what.fault]--;
        if (fault.one_by_one) return hit(state, fault, fault.target.nodes[turn]);
        if (fault.kind == NodeFault::Kind::cut) {
            if (const auto cut = cut_now(fault, state.world, *plan_))
                step(state, Step{CutOff{*cut}});
            return;
        }
        std::vector<NodeId> targets = fault.target.nodes;
        if (fault.target.post) targets = {Model::holder(state.world, *plan_, *fault.target.post)};
        for (const NodeId node : targets)
            if (node != no_node) hit(state, fault, node);
    }
    void hit(State& state, const NodeFault& fault, NodeId node) {
        const NodeStatus& status = state.world.nodes[index(node)];
        if (fault.kind == NodeFault::Kind::pause) {
            if (status.process && !status.paused) step(state, Step{Pause{node}});
        } else if (fault.kind == NodeFault::Kind::shutdown) {
            if (can_be_asked_to_end(status)) step(state, Step{ShutDown{node}});
        } else if (fault.kind == NodeFault::Kind::disconnect) {
            for (std::uint32_t i = 0; i < plan_->wiring.channels.size(); ++i)
                if (plan_->wiring.channels[i].client == node ||
                    plan_->wiring.channels[i].server == node)
                    step(state, Step{Break{{i}}});  // what passes may arrive before (choices.hpp)
        } else if (status.host && (status.process || takes_unsynced(fault.crash))) {
            if (listeners_.pending != nullptr) listeners_.pending->exit = span_of(fault.exit);
            step(state, Step{Crash{node, fault.crash, 0}});
            if (listeners_.pending != nullptr) listeners_.pending->exit = at_once;
        }
    }

    const Plan<V>* plan_;
    Touched touched_;
    Listeners listeners_;
    Handling handling_;
    bool outlived_ = false;  // the handler has sent less than the crash inside it waited for
    bool keeps_pauses_ = false;
    std::vector<Effect<V>> effects_;  // scratch memory
};

}  // namespace mqfate
