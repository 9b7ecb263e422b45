// What causes what: for everything that is to come, the step that asked for it.
//
// It lies beside the world and parallel to it, as the schedule does, and hears the same calls of
// the kernel: where the schedule keeps when a packet is due, this keeps in which step it was sent.
// So when a step is taken, it is known which earlier one brought it about:
//   a delivery       the step in which the message was sent
//   a timer          the step in which it was armed last
//   a sync           the step that asked for it; a write-back: the one that wrote the file last
//   a restart        the crash; going on after a pause: the pause; healing: the cut
//   a fault          the step in which its moment came; none if it strikes at an instant
//   pushing back     the step that filled the send buffer; the end of it: its beginning
// Tested by: tests/sim/run/step_causes_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/ring.hpp"
#include "sim/world/step.hpp"
#include "sim/world/trace.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

class StepCauses {
public:
    /// For a world in which something is to come already: nobody knows what caused it.
    template <class Model> void begin(const World<Model>& world) {
        *this = {};
        for (const auto& connection : world.connections)
            for (const auto& flow : connection.under_way) {
                flows_.emplace_back();
                for (std::size_t i = 0; i < flow.size(); ++i) flows_.back().push_back(no_step);
            }
        for (const Disk& disk : world.disks) {
            syncs_.emplace_back();
            for (std::size_t i = 0; i < disk.syncs.size(); ++i) syncs_.back().push_back(no_step);
        }
        datagrams_.resize(world.datagrams.size(), no_step);
    }

    /// `step` is taken now and has this number; returns what brought it about. Call before it is.
    template <class S> StepId take(const S& step, StepId number) {
        now_ = number;
        return cause_of(step);
    }

    // ---- what the kernel tells its driver (kernel.hpp)
    void sent(ChannelId channel, Way way) {
        flow(channel, way).push_back(now_);
        at(last_sent_, flow_of(channel, way)) = now_;
    }
    void retracted(ChannelId channel, Way way) { flow(channel, way).pop_back(); }
    void emptied(ChannelId channel, Way way) { flow(channel, way).clear(); }
    void sent_datagram() { datagrams_.push_back(now_); }
    void dropped_datagram(std::uint32_t place) {
        datagrams_[place] = datagrams_.back();
        datagrams_.pop_back();
    }
    void armed(NodeId node, std::uint32_t place) { at(at(timers_, index(node)), place) = now_; }
    void sync_asked(NodeId node) { at(syncs_, index(node)).push_back(now_); }
    void syncs_dropped(NodeId node) { at(syncs_, index(node)).clear(); }
    void wrote(NodeId node, FileId file) { at(at(writes_, index(node)), index(file)) = now_; }
    /// The explorer lets a datagram arrive twice.
    void doubled(std::uint32_t place) { datagrams_.push_back(datagrams_[place]); }

    // ---- faults
    /// The moment of a fault has come in this step.
    void moment_came(std::uint32_t fault) { at(moments_, fault) = now_; }
    /// What strikes from now on does so because of: the moment of a fault (none, if it has not
    /// got one); the step that is taken now; nothing.
    void because_of(std::uint32_t fault) { because_ = at(moments_, fault); }
    void because_of_this_step() { because_ = now_; }
    void because_of_nothing() { because_ = no_step; }

    friend bool operator==(const StepCauses&, const StepCauses&) = default;

private:
    template <class T> static T& at(std::vector<T>& list, std::size_t place) {
        if (place >= list.size()) list.resize(place + 1);
        return list[place];
    }
    Ring<StepId>& flow(ChannelId channel, Way way) { return at(flows_, flow_of(channel, way)); }

    StepId cause_of(const Deliver& s) { return flow(s.channel, s.way).pop_front(); }
    StepId cause_of(const DeliverDatagram& s) { return datagrams_[s.index]; }
    StepId cause_of(const LoseDatagram& s) { return datagrams_[s.index]; }
    StepId cause_of(const Fire& s) { return at(at(timers_, index(s.node)), s.index); }
    StepId cause_of(const FinishSync& s) { return at(syncs_, index(s.node)).pop_front(); }
    StepId cause_of(const WriteBack& s) { return at(at(writes_, index(s.node)), index(s.file)); }
    StepId cause_of(const Start& s) { return at(crashes_, index(s.node)); }
    StepId cause_of(const Resume& s) { return at(pauses_, index(s.node)); }
    StepId cause_of(const Heal& s) { return at(cuts_, s.cut); }
    StepId cause_of(const Crash& s) { return begins(at(crashes_, index(s.node))); }
    StepId cause_of(const ShutDown&) const { return because_; }
    /// The step before, in which it said so.
    StepId cause_of(const Exit& s) {
        at(crashes_, index(s.node)) = now_;
        return StepId{now_.value - 1};
    }
    StepId cause_of(const Pause& s) { return begins(at(pauses_, index(s.node))); }
    StepId cause_of(const CutOff& s) { return begins(at(cuts_, s.cut)); }
    StepId cause_of(const Break& s) {
        return s.later == 0 ? because_ : flow(s.channel, Way::to_server).back();
    }
    StepId cause_of(const Withhold& s) { return flow(s.channel, s.way)[s.place]; }
    StepId cause_of(const Accept& s) { return flow(s.channel, Way::to_server)[s.place]; }
    StepId cause_of(const PushBack& s) {
        StepId& began = at(pushes_, flow_of(s.channel, s.way));
        if (!s.full) return began;
        began = now_;
        return at(last_sent_, flow_of(s.channel, s.way));
    }
    static std::size_t flow_of(ChannelId channel, Way way) {
        return 2 * index(channel) + static_cast<std::size_t>(way);
    }
    // The first half of a fault, which the second refers to.
    StepId begins(StepId& place) const {
        place = now_;
        return because_;
    }

    StepId now_ = no_step;
    StepId because_ = no_step;                 // faults strike now
    std::vector<Ring<StepId>> flows_;          // by 2 * channel + way: of what is under way
    std::vector<StepId> datagrams_;            // as in the world
    std::vector<std::vector<StepId>> timers_;  // by node, place
    std::vector<Ring<StepId>> syncs_;          // by node: of those that are pending
    std::vector<std::vector<StepId>> writes_;  // by node, file: the last one
    std::vector<StepId> crashes_;              // by node: the last one
    std::vector<StepId> pauses_;
    std::vector<StepId> cuts_;       // by cut
    std::vector<StepId> last_sent_;  // by flow
    std::vector<StepId> pushes_;     // by flow: the sender was told that its buffer is full
    std::vector<StepId> moments_;    // by node fault: when its moment came
};

}  // namespace mqfate
