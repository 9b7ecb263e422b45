// The kernel's world as a machine: the same roles as in the sampler, through every order of steps.
//
// The state is the world, what is left of the budgets, and the ledger's account of what was told so
// far; the ledger judges here too, whenever a world has nothing left to do. A step is one choice
// (choices.hpp). The search begins when every process has started and connected.
// Tested by: tests/sim/explore/world_machine_test.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/encoding.hpp"
#include "sim/explore/choices.hpp"
#include "sim/explore/machine.hpp"
#include "sim/explore/question.hpp"
#include "sim/world/kernel.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

template <class Model> class WorldMachine {
public:
    using V = typename Model::Vocabulary;
    using Step = Choice;
    struct State {
        World<Model> world;
        Budget budget;
        std::vector<std::uint8_t> strikes_left;  ///< by node fault of the plan
        Ledger ledger;
        friend bool operator==(const State&, const State&) = default;
    };

    /// `plan` must live longer. `questions`: at most 64, with those of the model.
    WorldMachine(const Plan<V>& plan, const Scope& scope, std::vector<Question> questions)
        : plan_(&plan), scope_(scope), questions_(std::move(questions)) {
        for (const Question& question : questions_) properties_.push_back(question.property);
    }

    const std::vector<Property>& properties() const { return properties_; }

    void starts(std::vector<State>& out) {
        State state;
        state.world = empty_world<Model>(*plan_, Model::roles(plan_->settings));
        state.budget = scope_.budget;
        for (const NodeFault& fault : plan_->faults.nodes)
            state.strikes_left.push_back(
                static_cast<std::uint8_t>(fault.limit == 0 ? 1 : std::min(fault.limit, 255U)));
        state.ledger.reset(plan_->messages, plan_->has_consumers);
        for (std::uint16_t n = 0; n < state.world.nodes.size(); ++n)
            step(state, mqfate::Step{Start{{n}}});
        if (!scope_.from_the_start) connect(state);
        out.push_back(std::move(state));
    }
    void steps(const State& state, std::vector<Choice>& out) const {
        Choices<Model>(state.world, *plan_, scope_, state.budget, state.strikes_left, out).all();
    }
    Findings take(State& state, const Choice& choice) {
        const auto before = Model::watch(state.world);
        pay(state.budget, choice);
        retries_ = 0;
        std::visit([&](const auto& what) { this->perform(state, what); }, choice.what);
        Findings findings = look(state);
        findings.broken |= broken_step(before, state);
        findings.outside = retries_ > state.budget.retries;
        if (!findings.outside)
            state.budget.retries = static_cast<std::uint8_t>(state.budget.retries - retries_);
        return findings;
    }
    Findings look(const State& state) {
        Findings findings;
        const bool ended = has_ended(state);
        if (ended) {
            judged_ = state.ledger;
            Model::audit(state.world, plan_->settings, [&](const Fact& fact) {
                judged_.note(fact, state.world.store.records);
            });
        }
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            const bool shown = shows<Model>(questions_[i], state.world, plan_->settings,
                                            state.ledger, ended ? &judged_ : nullptr);
            if (!shown) continue;
            const bool wanted = questions_[i].property.kind == Property::Kind::sometimes;
            (wanted ? findings.reached : findings.broken) |= std::uint64_t{1} << i;
        }
        return findings;
    }
    void encode(const State& state, Bytes& bytes) {
        canonical_ = state.world;
        Model::forget_pauses(canonical_);
        Encoder encoder(bytes);
        encoder(canonical_);
        encoder(state.budget);
        encoder(state.strikes_left);
        encoder(state.ledger);
    }
    void decode(std::span<const unsigned char> bytes, State& state) {
        Decoder decoder(bytes);
        decoder(state.world);
        decoder(state.budget);
        decoder(state.strikes_left);
        decoder(state.ledger);
        CHECK(decoder.at_end(), "a world with bytes left over");
    }

private:
    // What the kernel tells a driver that knows no time: only facts matter.
    struct Driver {
        WorldMachine& machine;
        State& state;
        bool strikes(std::size_t, ChannelId, Way, const typename V::Body&) { return false; }
        void sent(ChannelId, Way) {}
        void told(ChannelId, Way) {}
        void retracted(ChannelId, Way) {}
        void emptied(ChannelId, Way) {}
        void sent_datagram() {}
        void dropped_datagram(std::uint32_t) {}
        void lost(ChannelId, Way, const typename V::Body&) {}
        void armed(NodeId, std::uint32_t, bool, TimerKey, const Wait&) {}
        void disarmed(NodeId, std::uint32_t) {}
        void all_disarmed(NodeId) {}
        void wrote(NodeId, FileId) {}
        void sync_asked(NodeId) {}
        void syncs_dropped(NodeId) {}
        void noted(const Fact& fact) {
            state.ledger.note(fact, state.world.store.records);
            if (fact.kind == FactKind::sent_again) ++machine.retries_;
        }
        bool interrupted() const { return false; }
    };

    void perform(State& state, const mqfate::Step& what) { step(state, what); }
    void perform(State& state, const Duplicate& what) {
        state.world.datagrams.push_back(state.world.datagrams[what.index]);
    }
    void perform(State& state, const Strike& what) {
        const NodeFault& fault = plan_->faults.nodes[what.fault];
        --state.strikes_left[what.fault];
        std::vector<NodeId> targets = fault.target.nodes;
        if (fault.target.leader_of)
            targets = {Model::leader(state.world, plan_->settings, *fault.target.leader_of)};
        if (fault.kind == NodeFault::Kind::cut) return cut(state, fault, targets);
        for (const NodeId node : targets)
            if (node != no_node) hit(state, fault, node);
    }
    void cut(State& state, const NodeFault& fault, const std::vector<NodeId>& targets) {
        std::uint16_t which = fault.cut;
        if (fault.target.leader_of) {
            if (targets.front() == no_node) return;
            which = static_cast<std::uint16_t>(which + targets.front().value);
        }
        step(state, mqfate::Step{CutOff{which}});
    }
    void hit(State& state, const NodeFault& fault, NodeId node) {
        const NodeStatus& status = state.world.nodes[index(node)];
        if (fault.kind == NodeFault::Kind::pause) {
            if (status.process && !status.paused) step(state, mqfate::Step{Pause{node}});
        } else if (fault.kind == NodeFault::Kind::disconnect) {
            for (std::uint32_t i = 0; i < plan_->wiring.channels.size(); ++i)
                if (plan_->wiring.channels[i].client == node ||
                    plan_->wiring.channels[i].server == node)
                    step(state, mqfate::Step{Break{{i}}});
        } else if (status.host && (status.process || fault.crash != CrashKind::process)) {
            step(state, mqfate::Step{Crash{node, fault.crash, 0}});
            if (Model::is_producer(plan_->settings, node)) state.ledger.producer_crashed(node);
        }
    }
    void step(State& state, const mqfate::Step& step) {
        Driver driver{*this, state};
        Kernel<Model, Driver>(state.world, *plan_, effects_, driver).take(step);
        state.ledger.check();
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

    // Whatever is under way arrives, and nobody begins anything new.
    void connect(State& state) {
        constexpr int enough = 100'000;
        for (int i = 0; i < enough; ++i) {
            choices_.clear();
            Choices<Model>(state.world, *plan_, Scope{}, Budget{}, state.strikes_left, choices_)
                .without_faults();
            const Choice* next = nullptr;
            for (const Choice& choice : choices_)
                if (next == nullptr && !begins(state, choice)) next = &choice;
            if (next == nullptr) return;
            step(state, std::get<mqfate::Step>(next->what));
        }
        CHECK(false, "processes that never come to rest");
    }
    bool begins(const State& state, const Choice& choice) const {
        const auto* fire = std::get_if<Fire>(&std::get<mqfate::Step>(choice.what));
        if (fire == nullptr) return false;
        return Model::timer_now(state.world, plan_->settings,
                                Reach<Model>(state.world, *plan_, false), fire->node,
                                state.world.timers[index(fire->node)][fire->index]) ==
               TimerNow::begins;
    }

    // ---- what is shown
    bool has_ended(const State& state) const {
        for (const NodeStatus& status : state.world.nodes)
            if (!status.process || status.paused) return false;
        for (const std::uint8_t cut : state.world.cuts)
            if (cut != 0) return false;
        return state.ledger.pending() == 0 && Model::quiet(state.world, plan_->settings);
    }
    template <class Watch> std::uint64_t broken_step(const Watch& before, const State& state) const {
        std::uint64_t broken = 0;
        for (std::size_t i = 0; i < questions_.size(); ++i)
            if (questions_[i].of == Question::Of::step &&
                Model::breaks(questions_[i].rule, before, Model::watch(state.world)))
                broken |= std::uint64_t{1} << i;
        return broken;
    }

    const Plan<V>* plan_;
    Scope scope_;
    std::vector<Question> questions_;
    std::vector<Property> properties_;
    // Scratch memory.
    std::vector<Effect<V>> effects_;
    std::vector<Choice> choices_;
    World<Model> canonical_;
    Ledger judged_;
    std::uint32_t retries_ = 0;
};

}  // namespace mqfate
