// What may happen next, in a state of a variant.
//
// Each step stands for one choice of an action of the specification. A leader that reads of a new
// leader epoch has two reasons to (PartitionNeedsAction): one step here, two to a checker that
// counts disjuncts. So there are fewer successors, and the same states.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/exhaustive/last_replica/life.hpp"
#include "tests/exhaustive/last_replica/step.hpp"

namespace mqfate::last_replica {

class Rules {
    using Kind = Step::Kind;

public:
    explicit Rules(const Variant& variant) : variant_(variant) {}

    /// All that may happen next.
    void steps(const State& state, std::vector<Step>& steps) const {
        for (Name name = 1; name <= brokers; ++name) {
            of_broker(state, name, steps);
            of_replica(state, name, steps);
            of_controller(state, name, steps);
        }
        messages(state, steps);
    }
    /// Requires: `step` is one of those. Messages are passed by value: they leave their set.
    void take(State& state, const Step& step) const {
        const Name name = step.broker;
        const std::uint8_t i = step.index;
        switch (step.kind) {
            case Kind::start: return start(state, name);
            case Kind::hear_registered: return hear_registered(state, state.registrations[i]);
            case Kind::read_metadata: return read_metadata(state, name, i);
            case Kind::ask_isr: return ask_isr(state, name);
            case Kind::hear_isr: return hear_isr(state, state.isr_messages[i]);
            case Kind::ask_fetch: return ask_fetch(state, name, step.other);
            case Kind::answer_fetch: return answer_fetch(state, state.fetches[i]);
            case Kind::hear_fetch: return hear_fetch(state, state.fetches[i]);
            case Kind::write: return write(state, name);
            case Kind::lose_disk: return lose_disk(state, name, step.leader);
            case Kind::register_broker:
                return register_broker(state, state.registrations[i], step.leader);
            case Kind::answer_isr: return answer_isr(state, state.isr_messages[i]);
            case Kind::fence: ++state.fencings; return fence(state, name, step.leader);
            case Kind::unfence: return unfence(state, name, step.leader);
        }
    }

private:
    void of_broker(const State& state, Name name, std::vector<Step>& steps) const {
        if (state[name].status == Status::offline) steps.push_back({Kind::start, name});
        if (may_lose_disk(state, name, variant_.disk_loss))
            for_each_leader_fenced(state, name, [&](Name leader) {
                steps.push_back({.kind = Kind::lose_disk, .broker = name, .leader = leader});
            });
        if (state[name].status != Status::running) return;
        for (unsigned epoch = state[name].has_read + 1U; epoch <= state.partition_epoch; ++epoch)
            if (needs_action(state, name, epoch))
                steps.push_back({.kind = Kind::read_metadata,
                                 .broker = name,
                                 .index = static_cast<std::uint8_t>(epoch)});
    }
    static void of_replica(const State& state, Name name, std::vector<Step>& steps) {
        if (may_write(state, name)) steps.push_back({Kind::write, name});
        if (may_ask_isr(state, name)) steps.push_back({Kind::ask_isr, name});
        for (Name leader = 1; leader <= brokers; ++leader)
            if (may_ask_fetch(state, name, leader))
                steps.push_back({Kind::ask_fetch, name, leader});
    }
    /// FenceBroker, UnfenceBroker.
    static void of_controller(const State& state, Name name, std::vector<Step>& steps) {
        if (state.unfenced.has(name) && state.fencings < most_fencings)
            for_each_leader_fenced(state, name, [&](Name leader) {
                steps.push_back({.kind = Kind::fence, .broker = name, .leader = leader});
            });
        if (!state.unfenced.has(name) && state[name].status == Status::running)
            for_each_leader_unfenced(state, name, [&](Name leader) {
                steps.push_back({.kind = Kind::unfence, .broker = name, .leader = leader});
            });
    }
    static void messages(const State& state, std::vector<Step>& steps) {
        for (std::uint8_t i = 0; i < state.registrations.size; ++i)
            of_registration(state, i, steps);
        for (std::uint8_t i = 0; i < state.isr_messages.size; ++i) {
            const IsrMessage& message = state.isr_messages[i];
            const Name name = message.request.leader;
            if (message.says == IsrMessage::Says::request)
                steps.push_back({.kind = Kind::answer_isr, .broker = name, .index = i});
            else if (message.is_answer() && may_hear_isr(state, message))
                steps.push_back({.kind = Kind::hear_isr, .broker = name, .index = i});
        }
        for (std::uint8_t i = 0; i < state.fetches.size; ++i) {
            const Fetch& fetch = state.fetches[i];
            if (fetch.says != Fetch::Says::request) {
                if (may_hear_fetch(state, fetch))
                    steps.push_back({.kind = Kind::hear_fetch,
                                     .broker = fetch.follower,
                                     .other = fetch.leader,
                                     .index = i});
            } else if (state[fetch.leader].status == Status::running) {
                steps.push_back({.kind = Kind::answer_fetch,
                                 .broker = fetch.leader,
                                 .other = fetch.follower,
                                 .index = i});
            }
        }
    }
    static void of_registration(const State& state, std::uint8_t i, std::vector<Step>& steps) {
        const Registration& message = state.registrations[i];
        const Name name = message.broker;
        if (message.says == Registration::Says::done) {
            if (may_hear_registered(state, message))
                steps.push_back({.kind = Kind::hear_registered, .broker = name, .index = i});
        } else if (may_register(state, message)) {
            for_each_leader_unfenced(state, name, [&](Name leader) {
                steps.push_back(
                    {.kind = Kind::register_broker, .broker = name, .leader = leader, .index = i});
            });
        }
    }

    Variant variant_;
};

}  // namespace mqfate::last_replica
