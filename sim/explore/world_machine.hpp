// The kernel's world as a machine: the same roles as in the sampler, through every order of steps.
//
// The state is the world, what is left of the budgets, and the ledger's account of what was told so
// far; the ledger judges here too, whenever a world has nothing left to do. A step is one choice
// (choices.hpp). The search begins when every process has started and connected.
// Tested by: tests/sim/explore/world_machine_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/encoding.hpp"
#include "sim/explore/choices.hpp"
#include "sim/explore/independence.hpp"
#include "sim/explore/machine.hpp"
#include "sim/explore/question.hpp"
#include "sim/explore/symmetry.hpp"
#include "sim/explore/timeless_driver.hpp"
#include "sim/explore/touched.hpp"
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
        : plan_(&plan),
          scope_(scope),
          reduces_(scope.partial_order),
          questions_(std::move(questions)),
          touched_(plan.wiring.nodes(), plan.wiring.channels.size()) {
        if (scope.symmetry) symmetry_ = Symmetry<Model>(plan, scope);
        for (const Question& question : questions_) {
            properties_.push_back(question.property);
            if (question.of == Question::Of::world)
                world_rules_ |= std::uint64_t{1} << question.rule;
            reduces_ = reduces_ && keeps(question);
            asks_steps_ = asks_steps_ || question.of == Question::Of::step;
        }
    }

    const std::vector<Property>& properties() const { return properties_; }
    /// From now on `tracing` hears what each step sends, loses and brings about, without an
    /// instant: for those who tell a path. It must live longer; null: nobody hears.
    void record(Tracing<Model>* tracing) { ears_.tracing = tracing; }
    /// From now on `pending` hears what each step asks for, and what comes; else as record().
    void record(Pending<Model>* pending) { ears_.pending = pending; }
    /// From now on pauses grow with each failure, as in a run: for those who ask how long they are.
    void keep_pauses() { keeps_pauses_ = true; }
    /// The ledger after the audit, if nothing is left to do in `state`.
    std::optional<Ledger> at_the_end(const State& state) {
        const Ledger* judged = audit(state);
        return judged == nullptr ? std::nullopt : std::optional(*judged);
    }

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
    /// Those that must be tried.
    void steps(const State& state, std::vector<Choice>& out) const {
        all_steps(state, out);
        if constexpr (requires { Model::acts_alone(*plan_, state.world, NodeId{}); })
            if (reduces_)
                Independence<Model>(*plan_).reduce(state.world, state.budget, state.strikes_left,
                                                   out);
    }
    /// All that may happen next. Requires: `out` is empty.
    void all_steps(const State& state, std::vector<Choice>& out) const {
        Choices<Model>(state.world, *plan_, scope_, state.budget, state.strikes_left, out).all();
    }
    Findings take(State& state, const Choice& choice) {
        Model::watch(state.world, before_);
        return take_from_before(state, choice);
    }
    Findings look(const State& state) {
        Findings findings;
        const Ledger* judged = audit(state);
        std::uint64_t broken = 0;
        if (world_rules_ != 0)
            broken = Model::broken_rules(world_rules_, state.world, plan_->settings);
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
    void encode(const State& state, Bytes& bytes) {
        if (!symmetry_.any()) return append(written(state), bytes);
        symmetry_.write_least(state, renamed_, bytes,
                              [this](const State& s) { return this->written(s); });
    }
    void decode(std::span<const unsigned char> bytes, State& state) {
        Decoder decoder(bytes);
        size_for(state);
        ends_.clear();
        each_part(state, [&](std::size_t, auto&... values) {
            (decoder(values), ...);
            ends_.push_back(bytes.size() - decoder.left());
        });
        CHECK(decoder.at_end(), "a world with bytes left over");
        Model::watch(state.world, before_);
        is_fresh_ = true;
    }
    /// The same as a copy of `state`, take() and encode(), for the state that was decoded last from
    /// `stored`: a step changes one node and its connections, so only these are copied to `next`
    /// (which still holds an earlier successor) and written anew.
    Findings successor(const State& state, std::span<const unsigned char> stored,
                       const Choice& choice, State& next, Bytes& bytes) {
        if (symmetry_.any()) return renamed_successor(state, choice, next, bytes);
        if (std::exchange(is_fresh_, false))
            next = state;
        else
            restore(state, next);
        touched_.clear();
        const Findings findings = take_from_before(next, choice);
        if (findings.outside) return findings;
        encoder_.clear();
        std::size_t begin = 0;  // of what is the same as before
        std::size_t end = 0;
        each_part(next, [&](std::size_t part, const auto&... values) {
            if (touched_.has(part)) {
                encoder_.append(stored.subspan(begin, end - begin));
                (encoder_(values), ...);
                begin = ends_[part];
            }
            end = ends_[part];
        });
        encoder_.append(stored.subspan(begin, end - begin));
        append(encoder_.bytes(), bytes);
        return findings;
    }

private:
    std::span<const unsigned char> written(const State& state) {
        encoder_.clear();
        each_part(state, [this](std::size_t, const auto&... values) { (encoder_(values), ...); });
        return encoder_.bytes();
    }
    // Other names may stand anywhere: everything is written anew.
    Findings renamed_successor(const State& state, const Choice& choice, State& next,
                               Bytes& bytes) {
        next = state;
        const Findings findings = take_from_before(next, choice);
        if (!findings.outside) encode(next, bytes);
        return findings;
    }
    // `before_` is what was watched before.
    Findings take_from_before(State& state, const Choice& choice) {
        pay(state.budget, choice);
        handling_ = {};
        outlived_ = false;
        std::visit([&](const auto& what) { this->perform(state, what); }, choice.what);
        Findings findings;
        findings.outside = handling_.retries > state.budget.retries || outlived_;
        if (findings.outside) return findings;
        state.budget.retries = static_cast<std::uint8_t>(state.budget.retries - handling_.retries);
        findings = look(state);
        findings.broken |= broken_step(state);
        return findings;
    }

    // ---- parts: nodes, then connections, then the rest
    /// Calls `visit(part, values...)` for each, in order.
    template <class AnyState, class Visit> static void each_part(AnyState& state, Visit&& visit) {
        auto& world = state.world;
        std::size_t part = 0;
        for (std::size_t n = 0; n < world.nodes.size(); ++n)
            visit(part++, world.roles[n], world.nodes[n], world.disks[n], world.timers[n]);
        for (auto& connection : world.connections) visit(part++, connection);
        visit(part, world.datagrams, world.cuts, world.store, state.budget, state.strikes_left,
              state.ledger);
    }
    void size_for(State& state) const {
        const std::size_t n = plan_->wiring.nodes();
        state.world.roles.resize(n);
        state.world.nodes.resize(n);
        state.world.disks.resize(n);
        state.world.timers.resize(n);
        state.world.connections.resize(plan_->wiring.channels.size());
        state.world.rules.resize(plan_->faults.rules.size());
    }
    void restore(const State& from, State& to) const {
        const std::size_t n = from.world.nodes.size();
        for (std::size_t i = 0; i < n; ++i) {
            if (!touched_.has_node(i)) continue;
            to.world.roles[i] = from.world.roles[i];
            to.world.nodes[i] = from.world.nodes[i];
            to.world.disks[i] = from.world.disks[i];
            to.world.timers[i] = from.world.timers[i];
        }
        for (std::size_t i = 0; i < from.world.connections.size(); ++i)
            if (touched_.has_connection(i)) to.world.connections[i] = from.world.connections[i];
        to.world.datagrams = from.world.datagrams;
        to.world.cuts = from.world.cuts;
        to.world.store = from.world.store;
        to.budget = from.budget;
        to.strikes_left = from.strikes_left;
        to.ledger = from.ledger;
    }
    static void append(std::span<const unsigned char> from, Bytes& to) {
        to.insert(to.end(), from.begin(), from.end());
    }

    void perform(State& state, const mqfate::Step& what) { step(state, what); }
    void perform(State& state, const Duplicate& what) {
        state.world.datagrams.push_back(state.world.datagrams[what.index]);
        if (ears_.pending != nullptr) ears_.pending->doubled(what.index);
        if (ears_.tracing != nullptr)
            ears_.tracing->causes([&](Causes& known) { known.doubled(what.index); });
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
            if (ears_.pending != nullptr) ears_.pending->exit = fault.exit;
            step(state, mqfate::Step{Crash{node, fault.crash, 0}});
            if (ears_.pending != nullptr) ears_.pending->exit = {};
            if (Model::is_producer(plan_->settings, node)) state.ledger.producer_crashed(node);
        }
    }
    void step(State& state, const mqfate::Step& step) {
        const NodeId node = touched_.touch(step, plan_->wiring);
        using Driver = TimelessDriver<Model>;
        Driver driver(*plan_, state.world, state.ledger, ears_, handling_);
        if (ears_.pending != nullptr) ears_.pending->taking(state.world, step);
        if (ears_.tracing != nullptr) ears_.tracing->begin_step(step);
        Kernel<Model, Driver>(state.world, *plan_, effects_, driver).take(step);
        state.ledger.check();
        if (keeps_pauses_) return;
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
    /// The ledger after the audit; null while something is left to do.
    const Ledger* audit(const State& state) {
        if (!has_ended(state)) return nullptr;
        judged_ = state.ledger;
        Model::audit(state.world, plan_->settings,
                     [&](const Fact& fact) { judged_.note(fact, state.world.store.records); });
        return &judged_;
    }
    bool has_ended(const State& state) const {
        if (state.ledger.pending() != 0 || state.ledger.published() != plan_->messages)
            return false;
        for (const NodeStatus& status : state.world.nodes)
            if (!status.process || status.paused) return false;
        for (const std::uint8_t cut : state.world.cuts)
            if (cut != 0) return false;
        return Model::quiet(state.world, plan_->settings);
    }
    std::uint64_t broken_step(const State& state) {
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

    const Plan<V>* plan_;
    Scope scope_;
    Symmetry<Model> symmetry_;  // none unless the scope asks for it
    bool reduces_;              // to the steps of who may act alone
    std::vector<Question> questions_;
    std::vector<Property> properties_;
    std::uint64_t world_rules_ = 0;  // those that are asked, bit by rule
    bool asks_steps_ = false;

    // Scratch memory.
    std::vector<Effect<V>> effects_;
    std::vector<Choice> choices_;
    typename Model::Watch before_;
    typename Model::Watch after_;
    Ledger judged_;
    State renamed_;
    Encoder encoder_;
    std::vector<std::size_t> ends_;  // of the parts of the state that was decoded last
    bool is_fresh_ = true;           // no successor of it was made yet
    Touched touched_;                // by the last step
    typename TimelessDriver<Model>::Ears ears_;
    Handling handling_;
    bool outlived_ = false;
    bool keeps_pauses_ = false;
};

}  // namespace mqfate
