// Choices in the scenario's names: what a story tells, and how a saved one is found again.
//
// A choice becomes a phrase: a code and the names that it is about. Of all that may happen in one
// world, at most one has these, but where a fault does what another does as well. Included by
// models/engine/searching.hpp only. Tested by: tests/models/engine/searching_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/duration_text.hpp"
#include "sim/base/members.hpp"
#include "sim/explore/answer.hpp"
#include "sim/explore/in_time/time_bound.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/world/world.hpp"
#include "words/catalogue.hpp"

namespace mqfate::engine {

using words::Param;
using words::Phrase;
using words::literals::operator""_t;

template <class Model> class Teller {
public:
    using V = typename Model::Vocabulary;
    using Body = typename V::Body;

    Teller(const World<Model>& world, const Plan<V>& plan) : world_(world), plan_(plan) {}

    ToldStep tell(const Choice& choice) {
        std::visit([this](const auto& what) { this->on(what); }, choice.what);
        told_.deviates = choice.deviates;
        return std::move(told_);
    }

private:
    const std::string& name(NodeId node) const { return plan_.wiring.names[index(node)]; }
    const Channel& channel(ChannelId id) const { return plan_.wiring.channels[index(id)]; }
    void is(NodeId who, Phrase does) {
        told_.who = who == no_node ? std::string{} : name(who);
        told_.does = std::move(does);
    }
    /// The name of a message; it is about what it carries or answers.
    std::string_view body(const Body& body) {
        Model::mentions(world_.store, body, [&](RecordRange range) {
            const auto messages = world_.store.records.span(range.first, range.count);
            told_.about.insert(told_.about.end(), messages.begin(), messages.end());
        });
        return kind_of(body).name;
    }
    Phrase connection(ChannelId id) const {
        return {"step.connection"_t,
                {{"client", name(channel(id).client)}, {"server", name(channel(id).server)}}};
    }

    void on(const Step& step) {
        std::visit([this](const auto& s) { this->on(s); }, step);
    }
    void on(const Deliver& s) {
        const auto& packet = world_.connections[index(s.channel)].flow(s.way).front();
        const Channel& c = channel(s.channel);
        if (packet.kind == Packet<Body>::Kind::end)
            return is(c.receiver(s.way),
                      {"step.learns_end"_t, {{"connection", connection(s.channel)}}});
        is(c.receiver(s.way),
           {"step.gets"_t, {{"message", body(packet.body)}, {"from", name(c.sender(s.way))}}});
    }
    void on(const DeliverDatagram& s) {
        const auto& d = world_.datagrams[s.index];
        is(channel(d.channel).receiver(d.way),
           {"step.gets_datagram"_t, {{"datagram", datagram(s.index)}}});
    }
    void on(const LoseDatagram& s) {
        is(no_node, {"step.loses_datagram"_t, {{"datagram", datagram(s.index)}}});
        told_.loses = true;
    }
    void on(const Inside& s) {
        on(s.step);
        told_.does = {"step.dies_before"_t,
                      {{"step", std::move(told_.does)},
                       {"n", s.send + 1},
                       {"fault", plan_.faults.nodes[s.fault].label}}};
    }
    void on(const Duplicate& s) {
        is(no_node, {"step.doubles_datagram"_t, {{"datagram", datagram(s.index)}}});
    }
    Phrase datagram(std::uint32_t at) {
        const auto& d = world_.datagrams[at];
        const Channel& c = channel(d.channel);
        return {"step.datagram"_t,
                {{"message", body(d.body)},
                 {"from", name(c.sender(d.way))},
                 {"to", name(c.receiver(d.way))},
                 {"n", at + 1}}};
    }
    void on(const Fire& s) {
        const TimerKey key = world_.timers[index(s.node)][s.index];
        std::string members;
        unpack<typename V::Timer>(key, [&](const auto& timer) {
            each_member(timer, [&](const auto& member) { members += " " + this->member(member); });
        });
        is(s.node,
           {"step.fires"_t,
            {{"timer", kind_with<typename V::Timer>(key.kind()).name}, {"members", members}}});
    }
    std::string member(NodeId node) const { return name(node); }
    static std::string member(MessageId message) { return std::to_string(message.value + 1); }
    static std::string member(std::uint32_t number) { return std::to_string(number); }
    /// What a system's timers name beside nodes and numbers, its own part says.
    std::string member(const auto& id) const { return Model::name_of(id, plan_); }

    void on(const FinishSync& s) { is(s.node, "step.flushed"_t); }
    void on(const WriteBack& s) { is(s.node, {"step.written_back"_t, {{"n", s.file.value + 1}}}); }
    void on(const Start& s) {
        is(s.node, world_.nodes[index(s.node)].ran ? "step.starts"_t : "step.starts_late"_t);
    }
    void on(const Resume& s) { is(s.node, "step.goes_on"_t); }
    void on(const Pause& s) { is(s.node, "step.stands_still"_t); }
    void on(const Crash& s) {
        const bool killed = world_.nodes[index(s.node)].stopping;
        is(s.node, killed ? "step.is_killed"_t : "step.crashes"_t);
    }
    void on(const ShutDown& s) { is(s.node, "step.shuts_down"_t); }
    void on(const Exit& s) { is(s.node, "step.exits"_t); }
    void on(const CutOff& s) { is(no_node, {"step.is_cut"_t, {{"n", s.cut + 1}}}); }
    void on(const Heal& s) { is(no_node, {"step.heals"_t, {{"n", s.cut + 1}}}); }
    void on(const Break& s) {
        is(no_node, {"step.resets"_t, {{"connection", connection(s.channel)}}});
    }
    void on(const Accept& s) { is(channel(s.channel).server, "step.accepts"_t); }
    void on(const PushBack& s) { is(channel(s.channel).sender(s.way), "step.pushed_back"_t); }
    void on(const Withhold& s) {
        const auto& flow = world_.connections[index(s.channel)].flow(s.way);
        const Channel& c = channel(s.channel);
        const bool more_follow = s.place + 1 < flow.size();
        std::vector<Param> params{{"message", body(flow[s.place].body)},
                                  {"from", name(c.sender(s.way))},
                                  {"to", name(c.receiver(s.way))}};
        words::Text text = more_follow ? "step.loses_on"_t : "step.loses"_t;
        if (s.place > 0) {
            params.emplace_back("place", s.place + 1);
            text = more_follow ? "step.loses_place_on"_t : "step.loses_place"_t;
        }
        is(no_node, {text, std::move(params)});
        told_.loses = true;
    }
    void on(const Strike& s) {
        const NodeFault& fault = plan_.faults.nodes[s.fault];
        std::vector<Param> params{{"n", s.fault + 1}, {"fault", fault.label}};
        const NodeId holder =
            fault.target.post ? Model::holder(world_, plan_, *fault.target.post) : no_node;
        if (holder == no_node) return is(no_node, {"step.fault"_t, std::move(params)});
        params.emplace_back("whom", name(holder));
        is(no_node, {"step.fault_strikes"_t, std::move(params)});
    }

    const World<Model>& world_;
    const Plan<V>& plan_;
    ToldStep told_;
};

template <class V> words::Phrase subject(const TimeBound& bound, const Plan<V>& plan) {
    const auto name = [&](NodeId node) { return plan.wiring.names[index(node)]; };
    switch (bound.of) {
        case TimeBound::Of::order: return {};
        case TimeBound::Of::timer:
            return {"time.timer"_t,
                    {{"timer", kind_with<typename V::Timer>(bound.code).name},
                     {"node", name(bound.node)}}};
        case TimeBound::Of::packet:
            return {"time.packet"_t,
                    {{"message", kind_with<typename V::Body>(bound.code).name},
                     {"from", name(bound.node)},
                     {"to", name(bound.peer)}}};
        case TimeBound::Of::end:
            return {"time.end"_t, {{"node", name(bound.node)}, {"peer", name(bound.peer)}}};
        case TimeBound::Of::sync: return {"time.sync"_t, {{"node", name(bound.node)}}};
        case TimeBound::Of::write_back: return {"time.write_back"_t, {{"node", name(bound.node)}}};
    }
    return {};
}

/// "step 7 comes 9.6 s or more after step 3: SessionExpires of controller".
template <class V> words::Phrase told(const TimeBound& bound, const Plan<V>& plan) {
    const auto step = [](std::size_t number) { return Phrase("time.step"_t, {{"n", number}}); };
    const Param later("later", step(bound.later));
    const Param earlier("earlier",
                        bound.earlier == 0 ? Phrase("time.beginning"_t) : step(bound.earlier));
    if (bound.of == TimeBound::Of::order)
        return bound.at_most ? Phrase("time.hundred_years"_t)
                             : Phrase("time.after"_t, {later, earlier});
    const Param what("subject", subject(bound, plan));
    if (bound.by == forever()) return {"time.never"_t, {later, what}};
    // That somebody was as young as can be when it mattered: "9 s or more after 2 s before".
    const bool before = bound.by < Duration{};
    const Param by("by", to_text(before ? Duration{-bound.by.ns} : bound.by));
    const words::Text text = before          ? "time.at_most_before"_t
                             : bound.at_most ? "time.at_most_after"_t
                                             : "time.at_least_after"_t;
    return {text, {later, by, earlier, what}};
}

/// Without its trace and world. Requires: `choice` is one of those in `world`.
template <class Model>
ToldStep told(const Choice& choice, const World<Model>& world,
              const Plan<typename Model::Vocabulary>& plan) {
    return Teller<Model>(world, plan).tell(choice);
}

/// Who does it; no_node: the network, or a fault.
inline NodeId actor(const Choice& choice, const CommonPlan& plan) {
    const auto* inside = std::get_if<Inside>(&choice.what);
    const auto* step = inside != nullptr ? &inside->step : std::get_if<Step>(&choice.what);
    if (step == nullptr) return no_node;
    return std::visit(
        [&](const auto& s) {
            using S = std::remove_cvref_t<decltype(s)>;
            if constexpr (std::is_same_v<S, Deliver>)
                return plan.wiring.channels[index(s.channel)].receiver(s.way);
            else if constexpr (requires { s.node; })
                return s.node;
            else
                return no_node;
        },
        *step);
}

}  // namespace mqfate::engine
