#include "models/kafka/renaming.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/renamer.hpp"

namespace mqfate::kafka {
namespace {

bool is_producer(const Settings& settings, NodeId node) {
    const std::size_t first = index(settings.producer_node(0));
    return index(node) >= first && index(node) < first + settings.producers.size();
}

// At most one batch of the producer waits at a broker at a time, whatever happens.
bool one_batch_waits(const ProducerConfig& config, const Plan<Vocabulary>& plan) {
    if (plan.wiring.transport == Transport::datagram) return false;
    if (plan.settings.kafka.topics[config.topic].flush_messages != never) return false;
    return config.acks != Acks::all || config.messages <= 1 ||
           config.max_in_flight_requests_per_connection == 1;
}

bool is_replicated(const Settings& settings, std::uint16_t topic) {
    return std::any_of(settings.partitions.begin(), settings.partitions.end(),
                       [&](const auto& p) { return p.topic == topic && p.replicas.size() > 1; });
}

// Of the answers of one handler a crash inside it leaves the first few; an id that is lost with its
// producer has no place in an order any more.
bool no_crash_matters(const ProducerConfig& config, const Plan<Vocabulary>& plan) {
    const Settings& settings = plan.settings.kafka;
    const bool answers_many = config.acks == Acks::all && is_replicated(settings, config.topic);
    const bool ids =
        std::any_of(settings.producers.begin(), settings.producers.end(),
                    [](const auto& p) { return p.acks == Acks::all && p.enable_idempotence; });
    return std::none_of(
        plan.faults.nodes.begin(), plan.faults.nodes.end(), [&](const NodeFault& fault) {
            if (fault.kind != NodeFault::Kind::crash) return false;
            const auto& nodes = fault.target.nodes;
            const auto is_broker = [&](NodeId node) { return index(node) < settings.brokers; };
            const bool of_a_broker =
                fault.target.leader_of || std::any_of(nodes.begin(), nodes.end(), is_broker);
            const bool of_a_producer = std::any_of(nodes.begin(), nodes.end(), [&](NodeId node) {
                return is_producer(settings, node);
            });
            return (answers_many && of_a_broker) || (ids && of_a_producer);
        });
}

bool same_settings(ProducerConfig a, const ProducerConfig& b) {
    a.name = b.name;
    a.every = b.every;  // no search sees it
    return a == b;
}

constexpr BatchId unknown_batch = no_batch;

/// The names that stand in a world, old and new; those of nodes, connections and messages are the
/// caller's.
class Names {
public:
    Names(World<Model>& world, const Renaming& outer) : outer_(outer) {
        order_ids(world);
        order_batches(world.store);
    }

    void operator()(NodeId& node) const { outer_(node); }
    void operator()(ChannelId& channel) const { outer_(channel); }
    void operator()(MessageId& message) const { outer_(message); }
    void operator()(ProducerId& id) const {
        const auto at = std::find(ids_.begin(), ids_.end(), id);
        if (at != ids_.end()) id = sorted_ids_[static_cast<std::size_t>(at - ids_.begin())];
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
                renamed.add(pack<Vocabulary::Timer>(timer));
            });
        }
        timers = std::move(renamed);
    }
    void of_producer(bool yes) { of_producer_ = yes; }
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
    // The roles still stand at their old places.
    void order_ids(const World<Model>& world) {
        std::vector<ProducerId> by_new_node(world.roles.size(), no_producer_id);
        for (std::size_t n = 0; n < world.roles.size(); ++n)
            if (const auto* producer = std::get_if<Producer>(&world.roles[n]))
                by_new_node[index(outer_.nodes[n])] = producer->memory.idempotence.id;
        for (const ProducerId id : by_new_node)
            if (id != no_producer_id) ids_.push_back(id);
        sorted_ids_ = ids_;
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
        CHECK(next == records_.size(), "a record that is in no batch");
    }

    const Renaming& outer_;
    std::vector<ProducerId> ids_;         // held by producers, in the order of their new names
    std::vector<ProducerId> sorted_ids_;  // what they become
    std::vector<BatchId> batches_;        // the new name, by BatchId
    std::vector<RecordIndex> records_;    // by RecordIndex
    bool of_producer_ = false;
};

void rename_nodes(World<Model>& world, Names& names) {
    Renamer<Names> renamer(names);
    for (std::size_t n = 0; n < world.roles.size(); ++n) {
        names.of_producer(std::holds_alternative<Producer>(world.roles[n]));
        renamer(world.roles[n]);
        renamer(world.timers[n]);
        if (auto* broker = std::get_if<Broker>(&world.roles[n]))
            std::sort(broker->memory.channels.begin(), broker->memory.channels.end(),
                      [](const auto& a, const auto& b) { return a.client < b.client; });
    }
}

}  // namespace

bool alike(const Plan<Vocabulary>& plan, NodeId a, NodeId b) {
    const Settings& settings = plan.settings.kafka;
    if (!is_producer(settings, a) || !is_producer(settings, b)) return false;
    const ProducerConfig& config = settings.producer(a);
    if (!same_settings(config, settings.producer(b))) return false;
    if (a.value % settings.brokers != b.value % settings.brokers) return false;
    const bool draws =
        config.partitioning == Partitioning::sticky && settings.topics[config.topic].partitions > 1;
    return !draws && one_batch_waits(config, plan) && no_crash_matters(config, plan);
}

void rename(World<Model>& world, const Renaming& renaming) {
    Names names(world, renaming);
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
}

}  // namespace mqfate::kafka
