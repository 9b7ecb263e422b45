#include "scenarios/searching/telling.hpp"

#include "scenarios/input/quantities.hpp"
#include "scenarios/systems/all.hpp"

namespace mqfate::scenarios {
namespace {

class Teller {
public:
    Teller(const World<Model>& world, const Plan<Vocabulary>& plan) : world_(world), plan_(plan) {}

    ToldStep tell(const Choice& choice) {
        std::visit([this](const auto& what) { this->on(what); }, choice.what);
        told_.deviates = choice.deviates;
        return std::move(told_);
    }

private:
    const std::string& name(NodeId node) const { return plan_.wiring.names[index(node)]; }
    const Channel& channel(ChannelId id) const { return plan_.wiring.channels[index(id)]; }
    void is(NodeId who, std::string does) {
        told_.who = who == no_node ? std::string{} : name(who);
        told_.does = std::move(does);
    }
    /// The name of a message; it is about what it carries or answers.
    std::string body(const Model::Body& body) {
        Model::mentions(world_.store, body, [&](RecordRange range) {
            const auto messages = world_.store.records.span(range.first, range.count);
            told_.about.insert(told_.about.end(), messages.begin(), messages.end());
        });
        return std::string(kind_of(body).name);
    }
    std::string connection(ChannelId id) const {
        return "the connection of " + name(channel(id).client) + " to " + name(channel(id).server);
    }

    void on(const Step& step) {
        std::visit([this](const auto& s) { this->on(s); }, step);
    }
    void on(const Deliver& s) {
        const auto& packet = world_.connections[index(s.channel)].flow(s.way).front();
        const Channel& c = channel(s.channel);
        if (packet.kind == Packet<Model::Body>::Kind::end)
            return is(c.receiver(s.way), "learns that " + connection(s.channel) + " has ended");
        is(c.receiver(s.way), "gets " + body(packet.body) + " from " + name(c.sender(s.way)));
    }
    void on(const DeliverDatagram& s) {
        const auto& d = world_.datagrams[s.index];
        is(channel(d.channel).receiver(d.way), "gets " + datagram(s.index));
    }
    void on(const LoseDatagram& s) { is(no_node, "loses " + datagram(s.index)); }
    void on(const Inside& s) {
        on(s.step);
        told_.does += ", and dies before it sends message " + std::to_string(s.send + 1) +
                      " of its own: " + plan_.faults.nodes[s.fault].label;
    }
    void on(const Duplicate& s) { is(no_node, "doubles " + datagram(s.index)); }
    std::string datagram(std::uint32_t at) {
        const auto& d = world_.datagrams[at];
        const Channel& c = channel(d.channel);
        return body(d.body) + " from " + name(c.sender(d.way)) + " to " + name(c.receiver(d.way)) +
               ", datagram " + std::to_string(at + 1);
    }
    void on(const Fire& s) {
        const TimerKey key = world_.timers[index(s.node)][s.index];
        std::string members;
        unpack<Vocabulary::Timer>(key, [&](const auto& timer) {
            each_member(
                timer, [&](const auto& member) { members += " " + this->member(member); });
        });
        is(s.node, "fires " + std::string(kind_with<Vocabulary::Timer>(key.kind()).name) + members);
    }
    std::string member(NodeId node) const { return name(node); }
    static std::string member(MessageId message) { return std::to_string(message.value + 1); }
    static std::string member(std::uint32_t number) { return std::to_string(number); }
    /// What a system's timers name beside nodes and numbers, its own part says.
    std::string member(const auto& id) const { return name_of(id, plan_.settings); }

    void on(const FinishSync& s) { is(s.node, "has flushed a file to its disk"); }
    void on(const WriteBack& s) {
        is(s.node, "has file " + std::to_string(s.file.value + 1) + " written back by its system");
    }
    void on(const Start& s) { is(s.node, "starts again"); }
    void on(const Resume& s) { is(s.node, "goes on"); }
    void on(const Pause& s) { is(s.node, "stands still"); }
    void on(const Crash& s) { is(s.node, "crashes"); }
    void on(const CutOff& s) { is(no_node, "is cut, " + cut(s.cut)); }
    void on(const Heal& s) { is(no_node, "heals, " + cut(s.cut)); }
    static std::string cut(std::uint16_t number) { return "cut " + std::to_string(number + 1); }
    void on(const Break& s) { is(no_node, "resets " + connection(s.channel)); }
    void on(const PushBack& s) { is(channel(s.channel).client, "is pushed back"); }
    void on(const Withhold& s) {
        const auto& flow = world_.connections[index(s.channel)].flow(s.way);
        const Channel& c = channel(s.channel);
        std::string lost = "loses " + body(flow[s.place].body) + " from " + name(c.sender(s.way)) +
                           " to " + name(c.receiver(s.way));
        if (s.place > 0) lost += ", number " + std::to_string(s.place + 1) + " under way";
        if (s.place + 1 < flow.size()) lost += ", and what follows it";
        is(no_node, std::move(lost));
    }
    void on(const Strike& s) {
        const NodeFault& fault = plan_.faults.nodes[s.fault];
        std::string whom;
        if (fault.target.post) {
            const NodeId leader = Model::holder(world_, plan_, *fault.target.post);
            if (leader != no_node) whom = " strikes " + name(leader);
        }
        is(no_node, "fault " + std::to_string(s.fault + 1) + whom + ": " + fault.label);
    }

    const World<Model>& world_;
    const Plan<Vocabulary>& plan_;
    ToldStep told_;
};

std::string subject(const TimeBound& bound, const Plan<Vocabulary>& plan) {
    const auto name = [&](NodeId node) { return plan.wiring.names[index(node)]; };
    switch (bound.of) {
        case TimeBound::Of::order: return "";
        case TimeBound::Of::timer:
            return std::string(kind_with<Vocabulary::Timer>(bound.code).name) + " of " + name(bound.node);
        case TimeBound::Of::packet:
            return std::string(kind_with<Vocabulary::Body>(bound.code).name) + " from " + name(bound.node) + " to " +
                   name(bound.peer);
        case TimeBound::Of::end:
            return "the end of the connection of " + name(bound.node) + " and " + name(bound.peer);
        case TimeBound::Of::sync: return "a flush of " + name(bound.node);
        case TimeBound::Of::write_back: return "the write-back of " + name(bound.node);
    }
    return "";
}

}  // namespace

std::string told(const TimeBound& bound, const Plan<Vocabulary>& plan) {
    const std::string later = "step " + std::to_string(bound.later);
    const std::string earlier =
        bound.earlier == 0 ? "the beginning" : "step " + std::to_string(bound.earlier);
    if (bound.of == TimeBound::Of::order)
        return bound.at_most ? "nobody waits for a hundred years"
                             : later + " comes after " + earlier;
    if (bound.by == forever()) return later + " never comes: " + subject(bound, plan);
    // That somebody was as young as can be when it mattered: "9 s or more after 2 s before".
    const std::string by =
        bound.by < Duration{}
            ? "at most " + to_text(Duration{-bound.by.ns}) + " before "
            : to_text(bound.by) + (bound.at_most ? " or less" : " or more") + " after ";
    return later + " comes " + by + earlier + ": " + subject(bound, plan);
}

ToldStep told(const Choice& choice, const World<Model>& world, const Plan<Vocabulary>& plan) {
    return Teller(world, plan).tell(choice);
}

NodeId actor(const Choice& choice, const Plan<Vocabulary>& plan) {
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

}  // namespace mqfate::scenarios
