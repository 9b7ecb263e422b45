#include "models/kafka/portrait.hpp"

#include <algorithm>


namespace mqfate::kafka {
namespace {

class Portrait {
public:
    Portrait(const World<Model>& world, const Plan<Vocabulary>& plan)
        : world_(world), plan_(plan), kafka_(plan.settings.kafka) {}

    std::vector<std::string> lines() {
        for (std::uint16_t p = 0; p < kafka_.partitions.size(); ++p) decided({p});
        for (std::uint16_t b = 0; b < kafka_.brokers; ++b) broker({b});
        for (std::size_t i = 0; i < kafka_.producers.size(); ++i) producer(kafka_.producer_node(i));
        for (std::size_t i = 0; i < kafka_.consumers.size(); ++i) consumer(kafka_.consumer_node(i));
        under_way();
        return std::move(lines_);
    }

private:
    const std::string& name(NodeId node) const { return plan_.wiring.names[index(node)]; }
    std::string name_or_nobody(NodeId node) const {
        return node == no_node ? "nobody" : name(node);
    }
    std::string name(PartitionId p) const {
        return kafka_.topic_of(p).name + "/" + std::to_string(kafka_.partition(p).number);
    }
    std::string names(PartitionId p, ReplicaSet set) const {
        std::string text;
        const auto& replicas = kafka_.partition(p).replicas;
        for (unsigned r = 0; r < replicas.size(); ++r)
            if (set.has(r)) text += " " + name(replicas[r]);
        return text.empty() ? " nobody" : text;
    }
    template <class Role> const Role& role(NodeId node) const {
        return std::get<Role>(world_.roles[index(node)]);
    }
    std::string state(NodeId node) const {
        const NodeStatus& status = world_.nodes[index(node)];
        if (!status.host) return "without power";
        if (!status.process) return "down";
        return status.paused ? "stands still" : "";
    }
    void add(NodeId node, const std::string& text) {
        const std::string how = state(node);
        lines_.push_back(name(node) + ": " + how + (how.empty() || text.empty() ? "" : "; ") +
                         text);
    }

    void decided(PartitionId p) {
        const auto& controller = role<Controller>(kafka_.controller());
        const PartitionState& state = controller.durable.partitions[index(p)];
        lines_.push_back("controller: " + name_or_nobody(state.leader) + " leads " + name(p) +
                         " in epoch " + std::to_string(state.leader_epoch.value) + ", in sync" +
                         names(p, state.isr));
    }

    // ---- brokers
    void broker(NodeId node) {
        const Broker& it = role<Broker>(node);
        std::size_t place = 0;
        for (std::uint16_t p = 0; p < kafka_.partitions.size(); ++p) {
            const auto& replicas = kafka_.partitions[p].replicas;
            if (std::find(replicas.begin(), replicas.end(), node) == replicas.end()) continue;
            if (place < it.durable.logs.size()) add(node, copy({p}, place, node, it));
            ++place;
        }
    }
    std::string copy(PartitionId p, std::size_t place, NodeId node, const Broker& it) const {
        std::string text = reign(p, place, it) + "log" + log(it.durable.logs[place]);
        if (place < it.memory.replicas.size())
            text += ", high watermark " +
                    std::to_string(it.memory.replicas[place].high_watermark.value);
        const auto& files = world_.disks[index(node)].files;
        const std::uint32_t synced = place < files.size() ? files[place].synced.value : 0;
        return text + ", " + std::to_string(synced) + " on disk";
    }
    std::string reign(PartitionId p, std::size_t place, const Broker& it) const {
        if (place >= it.memory.replicas.size() || !it.memory.replicas[place].known)
            return name(p) + ": ";
        const Replica& replica = it.memory.replicas[place];
        const std::string epoch = " in epoch " + std::to_string(replica.leader_epoch.value);
        if (!replica.leads)
            return "takes " + name_or_nobody(replica.leader) + " for the leader of " + name(p) +
                   epoch + ", ";
        return "leads " + name(p) + epoch + ", in sync" + names(p, replica.isr) + ", " +
               (replica.proposed ? "proposes" + names(p, *replica.proposed) + ", " : "");
    }
    std::string log(const ReplicaLog& log) const {
        std::string text;
        log.each(Offset{0}, log.end, world_.store.kafka.entries, [&](EntryId id) {
            text +=
                numbers(world_.store.kafka.batches[world_.store.kafka.entries[id].batch].records);
        });
        return text.empty() ? " empty" : text;
    }
    std::string numbers(RecordRange range) const {
        std::string text;
        for (const MessageId m : world_.store.records.span(range.first, range.count))
            text += " #" + std::to_string(m.value + 1);
        return text;
    }

    // ---- clients
    void producer(NodeId node) {
        const Producer& it = role<Producer>(node);
        std::string text = "has published " + std::to_string(it.durable.application.published) + " of " +
                           std::to_string(plan_.settings.app.publisher(node).messages);
        if (it.held() > 0) text += ", " + std::to_string(it.held()) + " not settled";
        add(node, text + beliefs(it.memory.metadata));
    }
    void consumer(NodeId node) {
        const Consumer& it = role<Consumer>(node);
        std::string text;
        for (const PartitionId p : kafka_.consumer(node).partitions)
            if (const auto position = it.position(p))
                text += (text.empty() ? "" : ", ") + std::string("reads ") + name(p) + " from " +
                        std::to_string(position->value);
        if (text.empty()) text = "asks for its position";
        add(node, text + beliefs(it.memory.fetcher.metadata));
    }
    std::string beliefs(const ClientMetadata& metadata) const {
        std::string text;
        for (std::uint16_t p = 0; p < metadata.leaders.size(); ++p)
            text += ", takes " + name_or_nobody(metadata.leader({p})) + " for the leader of " +
                    name(PartitionId{p});
        return text;
    }

    // ---- the network
    void under_way() {
        std::string text;
        const auto add_one = [&](ChannelId channel, Way way, const std::string& what) {
            const Channel& c = plan_.wiring.channels[index(channel)];
            text += (text.empty() ? "" : "; ") + what + " " + name(c.sender(way)) + " to " +
                    name(c.receiver(way));
        };
        for (std::uint32_t i = 0; i < world_.connections.size(); ++i)
            for (const Way way : {Way::to_server, Way::to_client}) {
                const auto& flow = world_.connections[i].flow(way);
                for (const auto& one : flow) add_one({i}, way, packet(one));
            }
        for (const auto& datagram : world_.datagrams)
            add_one(datagram.channel, datagram.way, body(datagram.body));
        lines_.push_back("under way: " + (text.empty() ? "nothing" : text));
    }
    template <class Packet> std::string packet(const Packet& packet) const {
        return packet.kind == Packet::Kind::end ? "the end of the connection" : body(packet.body);
    }
    std::string body(const Model::Body& body) const {
        std::string text(kind_of(body).name);
        Model::mentions(world_.store, body, [&](RecordRange range) { text += numbers(range); });
        return text;
    }

    const World<Model>& world_;
    const Plan<Vocabulary>& plan_;
    const Settings& kafka_;
    std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> portrait(const World<Model>& world, const Plan<Vocabulary>& plan) {
    return Portrait(world, plan).lines();
}

}  // namespace mqfate::kafka
