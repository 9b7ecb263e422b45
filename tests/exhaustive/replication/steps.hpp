// What may happen next, in a state of a variant.
//
// Each step stands for one choice of an action of the specification. Where two disjuncts of an
// action lead to the same state (Kip279!BecomeFollowerTruncateKip279 for an empty log,
// Kip320!FencedLeaderShrinkIsr for a follower that lags and is of another epoch) it is one step
// here, and two to a checker that counts disjuncts: fewer successors, the same states.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/exhaustive/replication/conditions.hpp"

namespace mqfate::replication {

struct Step {
    enum class Kind : std::uint8_t {
        elect,          ///< ControllerElectLeader: `replica`
        fail,           ///< ControllerShrinkIsr: `replica` leaves the ISR
        become_leader,  ///< BecomeLeader: `replica` by the request of epoch `other`
        expand,         ///< Leader(/Fenced)ExpandIsr: the leader `other` lets `replica` in
        shrink,         ///< Leader(/Fenced)ShrinkIsr: the leader `other` puts `replica` out
        write,          ///< LeaderWrite: `replica`
        raise,          ///< (Improved/Fenced)LeaderIncHighWatermark: `replica`
        follow,         ///< BecomeFollower...: `replica` by the request of epoch `other`
        truncate,       ///< Kip320FirstTry!FollowerTruncate: `replica` by the log of `other`
        fetch,          ///< FollowerReplicate, FollowerFetch, FencedFollowerFetch: from `other`
    };
    Kind kind{};
    std::uint8_t replica = nobody;
    std::uint8_t other = 0;   ///< a leader, or an epoch
    std::uint8_t offset = 0;  ///< `follow` and `truncate`: where the log is cut
    friend bool operator==(const Step&, const Step&) = default;
};

/// "b1 writes".
inline std::string describe(const Step& step) {
    const auto broker = [](unsigned name) { return "b" + std::to_string(name); };
    const std::string one = broker(step.replica);
    const std::string epoch = " (epoch " + std::to_string(step.other) + ")";
    const std::string cut = "cuts its log to " + std::to_string(step.offset);
    using enum Step::Kind;
    switch (step.kind) {
        case elect: return "the controller elects " + one;
        case fail: return "the controller takes " + one + " out of the ISR";
        case become_leader: return one + " becomes leader" + epoch;
        case expand: return broker(step.other) + " lets " + one + " into the ISR";
        case shrink: return broker(step.other) + " puts " + one + " out of the ISR";
        case write: return one + " takes a record";
        case raise: return one + " raises its high watermark";
        case follow: return one + " becomes follower" + epoch + " and " + cut;
        case truncate: return one + " " + cut + ", by the log of " + broker(step.other);
        case fetch: return one + " copies a record from " + broker(step.other);
    }
    return {};
}

/// A variant within a scope.
class Rules {
public:
    Rules(const Scope& scope, const Variant& variant) : scope_(scope), variant_(variant) {}

    const Scope& scope() const { return scope_; }
    /// All that may happen next.
    void steps(const State& state, std::vector<Step>& steps) const {
        if (state.epochs < scope_.epochs) of_controller(state, steps);
        for (unsigned epoch = 1; epoch <= state.epochs; ++epoch) requests(state, epoch, steps);
        for (Name name = 1; name <= scope_.replicas; ++name) {
            if (presumes_leadership(state, name)) of_leader(state, name, steps);
            const Name leader = state[name].leader;
            if (leader != nobody && leader != name) of_follower(state, name, leader, steps);
        }
    }
    /// Requires: `step` is one of those.
    void take(State& state, const Step& step) const {
        using enum Step::Kind;
        Replica& self = state[step.replica];
        switch (step.kind) {
            case elect: appoint(state, {step.replica, state.quorum.isr}); break;
            case fail: remove(state, step.replica); break;
            case become_leader: obey(self, state.request(step.other), step.other); break;
            case expand:
                change_isr(state, step.other, state[step.other].isr.with(step.replica));
                break;
            case shrink:
                change_isr(state, step.other, state[step.other].isr.without(step.replica));
                break;
            case write:
                ++state.records;
                self.log[self.end++] = Record::of(state.records, self.epoch);
                break;
            case raise: ++self.high_watermark; break;
            case follow:
                obey(self, state.request(step.other), step.other);
                if (variant_.truncation != Truncation::while_following) cut(self, step.offset);
                break;
            case truncate: cut(self, step.offset); break;
            case fetch: copy(state[step.other], self); break;
        }
    }

private:
    using Kind = Step::Kind;

    // ---- which
    void of_controller(const State& state, std::vector<Step>& steps) const {
        const Appointment& quorum = state.quorum;
        for (Name name = 1; name <= scope_.replicas; ++name) {
            if (quorum.isr.has(name) && quorum.leader != name) steps.push_back({Kind::elect, name});
            if (quorum.isr.has(name) || quorum.leader == name) steps.push_back({Kind::fail, name});
        }
    }
    void requests(const State& state, unsigned epoch, std::vector<Step>& steps) const {
        const Name leader = state.request(epoch).leader;
        if (leader == nobody) return;  // nobody obeys such a request
        const auto other = static_cast<std::uint8_t>(epoch);
        if (epoch > state[leader].epoch) steps.push_back({Kind::become_leader, leader, other});
        const bool fenced = variant_.truncation == Truncation::by_match_in_epoch;
        if (fenced && !(presumes_leadership(state, leader) && state[leader].epoch == epoch)) return;
        for (Name name = 1; name <= scope_.replicas; ++name) {
            if (name == leader || epoch <= state[name].epoch) continue;
            const unsigned offset = cut_when_following(state[leader], state[name]);
            if (offset <= state[name].end)  // FiniteReplicatedLog!TruncateTo asks for it
                steps.push_back({Kind::follow, name, other, static_cast<std::uint8_t>(offset)});
        }
    }
    unsigned cut_when_following(const Replica& leader, const Replica& follower) const {
        switch (variant_.truncation) {
            case Truncation::to_high_watermark: return follower.high_watermark;
            case Truncation::by_epoch:
                if (follower.end == 0) return 0;
                return end_of_epoch(leader, follower, follower.log[follower.end - 1U].epoch());
            case Truncation::by_match:
            case Truncation::by_match_in_epoch: return end_of_match(leader, follower);
            case Truncation::while_following: return follower.end;  // as it is
        }
        return 0;
    }
    void of_leader(const State& state, Name leader, std::vector<Step>& steps) const {
        const Replica& self = state[leader];
        if (state.records < scope_.records && self.end < scope_.log_size)
            steps.push_back({Kind::write, leader});
        if (may_raise(state, leader)) steps.push_back({Kind::raise, leader});
        if (!is_true_leader(state, leader)) return;
        const Fencing fencing = variant_.fencing;
        const bool may_expand = fencing == Fencing::none || high_watermark_is_in_own_epoch(self);
        for (Name name = 1; name <= scope_.replicas; ++name) {
            if (self.isr.has(name)) {
                if (name != leader && !is_caught_up(fencing, state, name, leader, self.end))
                    steps.push_back({Kind::shrink, name, leader});
            } else if (may_expand &&
                       is_caught_up(fencing, state, name, leader, self.high_watermark)) {
                steps.push_back({Kind::expand, name, leader});
            }
        }
    }
    bool may_raise(const State& state, Name leader) const {
        const Replica& self = state[leader];
        const unsigned offset = self.high_watermark;
        const Fencing fencing = variant_.fencing;
        if (fencing == Fencing::none ? offset >= scope_.log_size : !has_offset(self, offset))
            return false;
        for (Name name = 1; name <= scope_.replicas; ++name) {
            if (!self.isr.has(name)) continue;
            // Without fencing the leader's own log is not looked at, if it is not in its ISR.
            const bool has = fencing == Fencing::none
                                 ? follows(state, name, leader) && has_offset(state[name], offset)
                                 : is_caught_up(fencing, state, name, leader, offset + 1);
            if (!has) return false;
        }
        return true;
    }
    void of_follower(const State& state, Name name, Name leader, std::vector<Step>& steps) const {
        if (!presumes_leadership(state, leader)) return;
        const Replica& self = state[name];
        if (variant_.truncation == Truncation::while_following &&
            needs_truncation(state[leader], self)) {
            const unsigned offset = end_of_match(state[leader], self);
            steps.push_back({Kind::truncate, name, leader, static_cast<std::uint8_t>(offset)});
        }
        const Fencing fencing = variant_.fencing;
        const bool agrees =
            fencing == Fencing::none || is_caught_up(fencing, state, name, leader, self.end);
        if (agrees && has_offset(state[leader], self.end))
            steps.push_back({Kind::fetch, name, leader});
    }

    // ---- what they do
    /// ControllerUpdateIsr.
    static void appoint(State& state, Appointment appointment) {
        state.quorum = appointment;
        state.requests[state.epochs++] = appointment;
    }
    static void remove(State& state, Name name) {
        const Set isr = state.quorum.isr;
        if (state.quorum.leader != name)
            return appoint(state, {state.quorum.leader, isr.without(name)});
        const bool last = isr == Set{}.with(name);
        appoint(state, {nobody, last ? isr : isr.without(name)});
    }
    static void obey(Replica& self, const Appointment& request, std::uint8_t epoch) {
        self.epoch = epoch;
        self.leader = request.leader;
        self.isr = request.isr;
    }
    /// QuorumUpdateLeaderAndIsr.
    static void change_isr(State& state, Name leader, Set isr) {
        state.quorum.isr = isr;
        state[leader].isr = isr;
    }
    static void cut(Replica& self, std::uint8_t end) {
        for (unsigned offset = end; offset < self.end; ++offset) self.log[offset] = {};
        self.end = end;
        self.high_watermark = std::min(self.high_watermark, end);
    }
    static void copy(const Replica& leader, Replica& self) {
        self.log[self.end] = leader.log[self.end];
        ++self.end;
        self.high_watermark = std::min(leader.high_watermark, self.end);
    }

    Scope scope_;
    Variant variant_;
};

}  // namespace mqfate::replication
