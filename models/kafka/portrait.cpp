#include "models/kafka/portrait.hpp"

#include <algorithm>

#include "models/kafka/words.hpp"

namespace mqfate::kafka {
namespace {

using kafka::Offset;
using kafka::PartitionId;
using words::Param;
using words::Phrase;
using namespace words::literals;
using namespace kafka::literals;

class Portrait {
public:
    Portrait(const World<Model>& world, const Plan<Vocabulary>& plan)
        : world_(world), plan_(plan), kafka_(plan.settings.kafka) {}

    std::vector<Phrase> lines() {
        for (std::uint16_t p = 0; p < kafka_.partitions.size(); ++p) decided({p});
        for (std::uint16_t b = 0; b < kafka_.brokers; ++b) broker({b});
        for (std::size_t i = 0; i < kafka_.producers.size(); ++i) producer(kafka_.producer_node(i));
        for (std::size_t i = 0; i < kafka_.consumers.size(); ++i) consumer(kafka_.consumer_node(i));
        under_way();
        return std::move(lines_);
    }

private:
    const std::string& name(NodeId node) const { return plan_.wiring.names[index(node)]; }
    Phrase name_or_nobody(NodeId node) const {
        return node == no_node ? Phrase("kafka.nobody"_k) : Phrase(name(node));
    }
    std::string name(PartitionId p) const {
        return kafka_.topic_of(p).name + "/" + std::to_string(kafka_.partition(p).number);
    }
    Phrase names(PartitionId p, kafka::ReplicaSet set) const {
        std::string text;
        const auto& replicas = kafka_.partition(p).replicas;
        for (unsigned r = 0; r < replicas.size(); ++r)
            if (set.has(r)) text += " " + name(replicas[r]);
        return text.empty() ? Phrase("kafka.no_replica"_k) : Phrase(text);
    }
    template <class Role> const Role& role(NodeId node) const {
        return std::get<Role>(world_.roles[index(node)]);
    }
    Phrase state(NodeId node) const {
        const NodeStatus& status = world_.nodes[index(node)];
        if (!status.host) return "portrait.without_power"_t;
        if (!status.process) return "portrait.down"_t;
        return status.paused ? Phrase("portrait.stands_still"_t) : Phrase();
    }
    void add(NodeId node, std::vector<Phrase> said) {
        std::vector<Phrase> all;
        if (Phrase how = state(node); !how.empty()) all.push_back(std::move(how));
        if (!said.empty()) all.push_back(list(std::move(said)));
        add(name(node), Param("what", std::move(all), "list.semicolon"_t));
    }
    void add(const std::string& node, Param what) {
        lines_.emplace_back("portrait.node"_t, std::vector<Param>{{"node", node}, std::move(what)});
    }
    /// Phrases with commas between them.
    static Phrase list(std::vector<Phrase> all) {
        return {"list"_t, {{"all", std::move(all), "list.comma"_t}}};
    }

    void decided(PartitionId p) {
        const auto& controller = role<kafka::Controller>(kafka_.controller());
        const kafka::PartitionState& state = controller.durable.partitions[index(p)];
        add("controller",
            {"what", Phrase("kafka.decided"_k, {{"leader", name_or_nobody(state.leader)},
                                                {"partition", name(p)},
                                                {"epoch", state.leader_epoch.value},
                                                {"replicas", names(p, state.isr)}})});
    }

    // ---- brokers
    void broker(NodeId node) {
        const Broker& it = role<Broker>(node);
        std::size_t place = 0;
        for (std::uint16_t p = 0; p < kafka_.partitions.size(); ++p) {
            const auto& replicas = kafka_.partitions[p].replicas;
            if (std::find(replicas.begin(), replicas.end(), node) == replicas.end()) continue;
            if (place < it.durable.logs.size()) add(node, {copy({p}, place, node, it)});
            ++place;
        }
    }
    Phrase copy(PartitionId p, std::size_t place, NodeId node, const kafka::Broker& it) const {
        std::vector<Phrase> text{{"kafka.log"_k, {{"messages", log(it.durable.logs[place])}}}};
        if (place < it.memory.replicas.size())
            text.push_back({"kafka.high_watermark"_k,
                            {{"offset", it.memory.replicas[place].high_watermark.value}}});
        const auto& files = world_.disks[index(node)].files;
        const std::uint32_t synced = place < files.size() ? files[place].synced.value : 0;
        text.push_back({"kafka.on_disk"_k, {{"offset", synced}}});
        return reign(p, place, it, list(std::move(text)));
    }
    Phrase reign(PartitionId p, std::size_t place, const kafka::Broker& it, Phrase log) const {
        if (place >= it.memory.replicas.size() || !it.memory.replicas[place].known)
            return {"kafka.unknown_reign"_k, {{"partition", name(p)}, {"log", std::move(log)}}};
        const kafka::Replica& replica = it.memory.replicas[place];
        std::vector<Param> params{
            {"partition", name(p)}, {"epoch", replica.leader_epoch.value}, {"log", std::move(log)}};
        if (!replica.leads) {
            params.emplace_back("leader", name_or_nobody(replica.leader));
            return {"kafka.follows"_k, std::move(params)};
        }
        params.emplace_back("replicas", names(p, replica.isr));
        if (!replica.proposed) return {"kafka.leads"_k, std::move(params)};
        params.emplace_back("proposed", names(p, *replica.proposed));
        return {"kafka.leads_and_proposes"_k, std::move(params)};
    }
    Phrase log(const kafka::ReplicaLog& log) const {
        std::string text;
        log.each(Offset{0}, log.end, world_.store.kafka.entries, [&](EntryId id) {
            text +=
                numbers(world_.store.kafka.batches[world_.store.kafka.entries[id].batch].records);
        });
        return text.empty() ? Phrase("kafka.empty"_k) : Phrase(text);
    }
    std::string numbers(RecordRange range) const {
        std::string text;
        for (const MessageId m : world_.store.records.span(range.first, range.count))
            text += " #" + std::to_string(m.value + 1);
        return text;
    }

    // ---- clients
    void producer(NodeId node) {
        const kafka::Producer& it = role<kafka::Producer>(node);
        std::vector<Phrase> text{{"kafka.has_published"_k,
                                  {{"n", it.durable.application.published},
                                   {"all", plan_.settings.app.publisher(node).messages}}}};
        if (it.held() > 0) text.push_back({"kafka.not_settled"_k, {{"n", it.held()}}});
        add_beliefs(it.memory.metadata, text);
        add(node, std::move(text));
    }
    void consumer(NodeId node) {
        const kafka::Consumer& it = role<kafka::Consumer>(node);
        std::vector<Phrase> text;
        for (const PartitionId p : kafka_.consumer(node).partitions)
            if (const auto position = it.position(p))
                text.push_back(
                    {"kafka.reads"_k, {{"partition", name(p)}, {"offset", position->value}}});
        if (it.has_stopped())
            text = {"kafka.has_stopped"_k};
        else if (text.empty())
            text.emplace_back("kafka.asks_for_position"_k);
        add_beliefs(it.memory.fetcher.metadata, text);
        add(node, std::move(text));
    }
    void add_beliefs(const kafka::ClientMetadata& metadata, std::vector<Phrase>& text) const {
        for (std::uint16_t p = 0; p < metadata.leaders.size(); ++p)
            text.push_back({"kafka.believes"_k,
                            {{"leader", name_or_nobody(metadata.leader({p}))},
                             {"partition", name(PartitionId{p})}}});
    }

    // ---- the network
    void under_way() {
        std::vector<Phrase> all;
        const auto add_one = [&](ChannelId channel, Way way, std::vector<Param> what) {
            const Channel& c = plan_.wiring.channels[index(channel)];
            what.emplace_back("from", name(c.sender(way)));
            what.emplace_back("to", name(c.receiver(way)));
            all.emplace_back("portrait.packet"_t, std::move(what));
        };
        for (std::uint32_t i = 0; i < world_.connections.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client}) {
                const auto& flow = world_.connections[i].flow(way);
                for (const auto& one : flow) add_one({i}, way, packet(one));
            }
        for (const auto& datagram : world_.datagrams)
            add_one(datagram.channel, datagram.way, body(datagram.body));
        if (all.empty()) all.emplace_back("portrait.nothing"_t);
        lines_.emplace_back("portrait.under_way"_t,
                            std::vector<Param>{{"what", std::move(all), "list.semicolon"_t}});
    }
    template <class Packet> std::vector<Param> packet(const Packet& packet) const {
        if (packet.kind != Packet::Kind::end) return body(packet.body);
        return {{"message", "portrait.end_of_connection"_t}, {"messages", ""}};
    }
    std::vector<Param> body(const Model::Body& body) const {
        std::string messages;
        Model::mentions(world_.store, body, [&](RecordRange range) { messages += numbers(range); });
        return {{"message", kind_of(body).name}, {"messages", messages}};
    }

    const World<Model>& world_;
    const Plan<Vocabulary>& plan_;
    const kafka::Settings& kafka_;
    std::vector<Phrase> lines_;
};

}  // namespace

std::vector<words::Phrase> portrait(const World<Model>& world, const Plan<Vocabulary>& plan) {
    return Portrait(world, plan).lines();
}

}  // namespace mqfate::kafka
