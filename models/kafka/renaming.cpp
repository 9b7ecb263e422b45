#include "models/kafka/renaming.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/kafka/election.hpp"
#include "models/kafka/producer_ids.hpp"
#include "sim/base/ensure.hpp"
#include "sim/base/renamer.hpp"

namespace mqfate::kafka {
namespace {

constexpr BatchId unknown_batch = no_batch;

/// New places of the brokers: in lists by broker, and among the replicas of each partition. Nothing
/// moves where every broker keeps its name.
class Places {
public:
    Places(const Settings& settings, const Renaming& names) {
        const auto end = names.nodes.begin() + settings.brokers;
        if (std::is_sorted(names.nodes.begin(), end)) return;
        brokers_.assign(names.nodes.begin(), end);
        for (const PartitionConfig& partition : settings.partitions) {
            std::vector<unsigned>& places = replicas_.emplace_back();
            for (const NodeId replica : partition.replicas)
                places.push_back(*place_of(brokers_[index(replica)], partition));
        }
    }
    /// A list by broker; empty before its owner has started.
    template <class T> void move(std::vector<T>& by_broker) const {
        if (!brokers_.empty() && !by_broker.empty()) move_to_places(by_broker, brokers_);
    }
    ReplicaSet renamed(PartitionId partition, ReplicaSet set) const {
        if (brokers_.empty()) return set;
        ReplicaSet result;
        const std::vector<unsigned>& places = replicas_[index(partition)];
        for (unsigned r = 0; r < places.size(); ++r)
            if (set.has(r)) result = result.with(places[r]);
        return result;
    }
    void rename(Replica& replica) const {
        if (brokers_.empty()) return;
        replica.isr = renamed(replica.partition, replica.isr);
        if (replica.proposed) replica.proposed = renamed(replica.partition, *replica.proposed);
        const auto remotes = replica.remotes;
        for (unsigned r = 0; r < remotes.size(); ++r)
            replica.remotes[replicas_[index(replica.partition)][r]] = remotes[r];
    }

private:
    std::vector<NodeId> brokers_;                  // by NodeId
    std::vector<std::vector<unsigned>> replicas_;  // by PartitionId, place
};

/// The names that stand in a world, old and new; those of nodes, connections and messages are the
/// caller's.
class Names {
public:
    Names(World<Model>& world, const Settings& settings, const Renaming& outer)
        : outer_(outer), giving_(settings.brokers), places_(settings, outer) {
        order_ids(world);
        order_batches(world.store);
    }

    void operator()(NodeId& node) const { outer_(node); }
    void operator()(ChannelId& channel) const { outer_(channel); }
    void operator()(MessageId& message) const { outer_(message); }
    void operator()(ProducerId& id) const {
        const auto at = std::find(ids_.begin(), ids_.end(), id);
        if (at != ids_.end())
            id = sorted_ids_[static_cast<std::size_t>(at - ids_.begin())];
        else if (id != no_producer_id)
            id = of_new_giver(id);
    }
    void operator()(PartitionState& state) const {
        outer_(state.leader);
        state.isr = places_.renamed(state.partition, state.isr);
    }
    void operator()(BatchId& batch) const {
        if (index(batch) < batches_.size()) batch = batches_[index(batch)];
    }
    void operator()(RecordRange& range) const {
        if (range.count > 0) range.first = records_[index(range.first)];
    }
    // A producer names the first batch that waits for an answer; a consumer counts kinds.
    void operator()(RequestTimeout& timer) const {
        outer_(timer.server);
        BatchId batch{timer.number};
        if (of_producer_) (*this)(batch);
        timer.number = batch.value;
    }
    void operator()(TimerSet& timers) {
        TimerSet renamed;
        for (std::uint32_t place = 0; place < timers.size(); ++place) {
            if (!timers.is_armed(place)) continue;
            unpack<Vocabulary::Timer>(timers[place], [&](auto timer) {
                Renamer<Names> renamer(*this);
                renamer(timer);
                renamed.add(pack(timer));
            });
        }
        timers = std::move(renamed);
    }
    void of_producer(bool yes) { of_producer_ = yes; }
    const Places& places() const { return places_; }
    /// Puts what is listed by name in the order of the new names.
    void order(Store& store, Records& records) const {
        AppendOnly<BatchId, Batch> batches;
        std::vector<std::uint32_t> old(batches_.size());
        for (std::uint32_t b = 0; b < batches_.size(); ++b) old[index(batches_[b])] = b;
        for (const std::uint32_t b : old) batches.append(store.batches[{b}]);
        store.batches = std::move(batches);
        Records ordered;
        std::vector<std::uint32_t> old_records(records_.size());
        for (std::uint32_t r = 0; r < records_.size(); ++r) old_records[index(records_[r])] = r;
        for (const std::uint32_t r : old_records) ordered.append(records[{r}]);
        records = std::move(ordered);
    }

private:
    ProducerId of_new_giver(ProducerId id) const {
        return giving_.of_another(id, outer_.nodes[index(giving_.giver(id))]);
    }
    // The roles still stand at their old places.
    void order_ids(const World<Model>& world) {
        std::vector<ProducerId> by_new_node(world.roles.size(), no_producer_id);
        for (std::size_t n = 0; n < world.roles.size(); ++n)
            if (const auto* producer = std::get_if<Producer>(&world.roles[n]))
                by_new_node[index(outer_.nodes[n])] = producer->memory.idempotence.id;
        for (const ProducerId id : by_new_node)
            if (id != no_producer_id) ids_.push_back(id);
        for (const ProducerId id : ids_) sorted_ids_.push_back(of_new_giver(id));
        std::sort(sorted_ids_.begin(), sorted_ids_.end());
        const bool twice =
            std::adjacent_find(sorted_ids_.begin(), sorted_ids_.end()) != sorted_ids_.end();
        if (twice) ids_.clear();
    }
    // By the new name of the first message; of the same messages, as they were made.
    void order_batches(const Vocabulary::Store& store) {
        const auto& batches = store.kafka.batches;
        std::vector<std::uint32_t> order(batches.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto first = [&](std::uint32_t b) {
            MessageId message = store.records[batches[{b}].records.first];
            outer_(message);
            return message;
        };
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(first(a), a) < std::pair(first(b), b);
        });
        batches_.assign(batches.size(), unknown_batch);
        records_.assign(store.records.size(), RecordIndex{0xffffffff});
        std::uint32_t next = 0;
        for (std::uint32_t place = 0; place < order.size(); ++place) {
            batches_[order[place]] = BatchId{place};
            const RecordRange range = batches[{order[place]}].records;
            for (std::uint32_t r = range.first.value; r < range.first.value + range.count; ++r)
                if (records_[r].value == 0xffffffff) records_[r] = {next++};
        }
        ENSURE(next == records_.size(), "a record that is in no batch");
    }

    const Renaming& outer_;
    ProducerIds giving_;
    Places places_;
    std::vector<ProducerId> ids_;         // held by producers, in the order of their new names
    std::vector<ProducerId> sorted_ids_;  // what they become
    std::vector<BatchId> batches_;        // the new name, by BatchId
    std::vector<RecordIndex> records_;    // by RecordIndex
    bool of_producer_ = false;
};

void put_in_place(Broker& broker, const Places& places) {
    for (Replica& replica : broker.memory.replicas) places.rename(replica);
    std::sort(broker.memory.membership.gone.begin(), broker.memory.membership.gone.end());
    std::sort(broker.memory.inbox.channels.begin(), broker.memory.inbox.channels.end(),
              [](const auto& a, const auto& b) { return a.client < b.client; });
    std::sort(broker.memory.following.followers.begin(), broker.memory.following.followers.end(),
              [](const auto& a, const auto& b) { return a.leader < b.leader; });
}
void put_in_place(Controller& controller, const Places& places) {
    places.move(controller.durable.brokers);
    places.move(controller.memory.contacts);
}
void put_in_place(Producer& producer, const Places& places) {
    places.move(producer.memory.connections);
}
void put_in_place(Consumer& consumer, const Places& places) {
    places.move(consumer.memory.fetcher.links);
}
void put_in_place(Coordinator&, const Places&) {}

// A consumer's turn goes on behind the broker that it asked last (fetcher.hpp, rule 6): that is the
// name.
NodeId next_turn(const Consumer& consumer, const Names& names) {
    const Fetcher& fetcher = consumer.memory.fetcher;
    const std::size_t brokers = fetcher.links.size();
    if (brokers == 0) return fetcher.metadata.next;  // it does not run
    const std::size_t last = (index(fetcher.metadata.next) + brokers - 1) % brokers;
    NodeId asked{static_cast<std::uint16_t>(last)};
    names(asked);
    return {static_cast<std::uint16_t>((index(asked) + 1) % brokers)};
}

void rename_nodes(World<Model>& world, Names& names) {
    Renamer<Names> renamer(names);
    for (std::size_t n = 0; n < world.roles.size(); ++n) {
        names.of_producer(std::holds_alternative<Producer>(world.roles[n]));
        auto* consumer = std::get_if<Consumer>(&world.roles[n]);
        const NodeId turn = consumer == nullptr ? no_node : next_turn(*consumer, names);
        renamer(world.roles[n]);
        renamer(world.timers[n]);
        std::visit(
            [&](auto& role) {
                if constexpr (requires { put_in_place(role, names.places()); })
                    put_in_place(role, names.places());
            },
            world.roles[n]);
        if (consumer != nullptr) consumer->memory.fetcher.metadata.next = turn;
    }
}

}  // namespace

void rename(World<Model>& world, const Settings& settings, const Renaming& renaming) {
    Names names(world, settings, renaming);
    Renamer<Names> renamer(names);
    rename_nodes(world, names);
    renamer(world.connections);
    renamer(world.datagrams);
    renamer(world.store);
    names.order(world.store.kafka, world.store.records);
    move_to_places(world.roles, renaming.nodes);
    move_to_places(world.nodes, renaming.nodes);
    move_to_places(world.disks, renaming.nodes);
    move_to_places(world.timers, renaming.nodes);
    move_to_places(world.connections, renaming.channels);
    move_to_places(world.cuts, renaming.cuts);
}

}  // namespace mqfate::kafka
