// Packets under way along a path: what each waits for, in lists that lie parallel to those of the
// world. A packet's Waiting has the packet's place in its flow, and the calls by which the kernel
// changes a flow keep it so.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/explore/in_time/crossing.hpp"
#include "sim/explore/in_time/waiting_bounds.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model> class PendingPackets {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    /// `plan` must live longer.
    explicit PendingPackets(const Plan<V>& plan)
        : plan_(&plan), flows_(2 * plan.wiring.channels.size()) {}

    /// Whether some packet of the plan has no longest time.
    static bool can_be_slow(const Plan<V>& plan) {
        for (std::uint32_t flow = 0; flow < 2 * plan.wiring.channels.size(); ++flow)
            if ((crossing(plan.wiring, plan.faults, flow, 0, false) + handling(plan, flow)).most ==
                forever())
                return true;
        return false;
    }
    /// A step of the path begins.
    void begin() { sent_before_.clear(); }

    // ---- what the kernel does (sim/world/kernel.hpp)
    /// `exit`: the end of a connection leaves so much later.
    void sent(const World<Model>& world, ChannelId channel, Way way, const Span& exit,
              const WaitingBounds& bounds) {
        const std::uint32_t flow = flow_of(channel, way);
        const auto& packet = world.connections[index(channel)].flow(way).back();
        using Kind = typename Packet<Body>::Kind;
        if (!sent_before_.empty() && packet.kind != Kind::end) {
            flows_[flow].push_back(sent_before_.back());
            return sent_before_.pop_back();
        }
        Span span = crossing(plan_->wiring, plan_->faults, flow,
                             Model::bytes(world.store, packet.body), packet.kind == Kind::opens);
        const bool is_end = packet.kind == Kind::end;
        if (is_end) span = span + exit;
        const auto of = is_end ? TimeBound::Of::end : TimeBound::Of::packet;
        push(flow, span, is_end ? at_once : handling(*plan_, flow),
             about(of, channel, way, packet.body), bounds);
    }
    // A reset by a rule takes back what the client has sent since, and sends it again behind the
    // news: it was asked for when it was sent first.
    void retracted(ChannelId channel, Way way, WaitingBounds& bounds) {
        auto& flow = flows_[flow_of(channel, way)];
        if (bounds.by_rule())
            sent_before_.push_back(flow.back());
        else
            bounds.was_not_overdue(flow.back());
        flow.pop_back();
    }
    void emptied(ChannelId channel, Way way, WaitingBounds& bounds) {
        auto& flow = flows_[flow_of(channel, way)];
        for (const Waiting& packet : flow) bounds.was_not_overdue(packet);
        flow.clear();
    }
    void sent_datagram(const World<Model>& world, const WaitingBounds& bounds) {
        const auto& datagram = world.datagrams.back();
        const Span span =
            crossing(plan_->wiring, plan_->faults, flow_of(datagram.channel, datagram.way),
                     Model::bytes(world.store, datagram.body), false) +
            handling(*plan_, flow_of(datagram.channel, datagram.way));
        datagrams_.push_back(bounds.asked_now(
            span, about(TimeBound::Of::packet, datagram.channel, datagram.way, datagram.body)));
    }
    void doubled(std::uint32_t which) { datagrams_.push_back(Waiting(datagrams_[which])); }
    void dropped_datagram(std::uint32_t at) {
        datagrams_[at] = datagrams_.back();
        datagrams_.pop_back();
    }

    // ---- what comes
    void arrives(const Deliver& s, WaitingBounds& bounds) {
        auto& flow = flows_[flow_of(s.channel, s.way)];
        bounds.comes(flow.front(), WaitingBounds::Turn::delivery);
        flow.pop_front();
    }
    void arrives(const DeliverDatagram& s, WaitingBounds& bounds) {
        bounds.comes(datagrams_[s.index], WaitingBounds::Turn::delivery);
    }

    /// Between the last step and step `next`, in `world`: a cut or a pause holds packets up.
    void between(const World<Model>& world, std::uint32_t next) {
        for (std::size_t flow = 0; flow < flows_.size(); ++flow)
            for (Waiting& packet : flows_[flow])
                hold_up(world, ChannelId{static_cast<std::uint32_t>(flow / 2)},
                        static_cast<Way>(flow % 2), packet, next);
        for (std::size_t i = 0; i < datagrams_.size(); ++i)
            hold_up(world, world.datagrams[i].channel, world.datagrams[i].way, datagrams_[i], next);
    }
    /// The path ends: what has not come was not overdue.
    void finish(WaitingBounds& bounds) const {
        for (const auto& flow : flows_)
            for (const Waiting& packet : flow) bounds.was_not_overdue(packet);
        for (const Waiting& datagram : datagrams_) bounds.was_not_overdue(datagram);
    }

private:
    static std::uint32_t flow_of(ChannelId channel, Way way) {
        return 2 * channel.value + static_cast<std::uint32_t>(way);
    }
    TimeBound about(TimeBound::Of of, ChannelId channel, Way way, const Body& body) const {
        const Channel& c = plan_->wiring.channels[index(channel)];
        return {.of = of, .code = code_of(body), .node = c.sender(way), .peer = c.receiver(way)};
    }
    // What is sent behind a packet comes no earlier than that, which was sent earlier; and it is
    // handled when that is.
    void push(std::uint32_t flow, Span span, const Span& handled, const TimeBound& what,
              const WaitingBounds& bounds) {
        if (!flows_[flow].empty()) span.most = std::max(span.most, flows_[flow].back().span.most);
        flows_[flow].push_back(bounds.asked_now(span + handled, what));
    }
    void hold_up(const World<Model>& world, ChannelId channel, Way way, Waiting& it,
                 std::uint32_t next) const {
        const NodeId receiver = plan_->wiring.channels[index(channel)].receiver(way);
        // A host without power answers as little as one that is cut off.
        const bool cut =
            world.connections[index(channel)].blocked(way) || !world.nodes[index(receiver)].host;
        if (cut || world.nodes[index(receiver)].paused) it.since = next;
        it.was_cut = it.was_cut || cut;
    }

    const Plan<V>* plan_;
    std::vector<std::deque<Waiting>> flows_;  // by 2 * channel + way, parallel to the world's
    std::vector<Waiting> datagrams_;          // parallel to the world's
    std::vector<Waiting> sent_before_;        // taken back, and to be sent again by this step
};

}  // namespace mqfate
