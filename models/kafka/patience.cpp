#include "models/kafka/patience.hpp"

#include <algorithm>

#include "models/kafka/whole.hpp"

namespace mqfate::kafka {
namespace {

class Patience {
public:
    Patience(const World<Model>& world, const Settings& settings, const Reach<Model>& reach,
             NodeId self)
        : world_(world), settings_(settings), reach_(reach), self_(self) {}

    // ---- pauses
    TimerNow now(const RequestWritten&) const { return TimerNow::fires; }
    TimerNow now(const LingerOver&) const { return TimerNow::fires; }
    TimerNow now(const RetryBackoffOver&) const { return TimerNow::fires; }
    TimerNow now(const MetadataBackoffOver&) const { return TimerNow::fires; }
    TimerNow now(const ConsumerBackoffOver&) const { return TimerNow::fires; }
    // Whoever asks a process that does not run is refused, and waits again.
    TimerNow now(const ReconnectBackoffOver& t) const { return if_it_runs(t.server); }
    TimerNow now(const FetchBackoffOver& t) const { return if_it_runs(t.leader); }
    TimerNow now(const ControllerRetryDue&) const { return TimerNow::fires; }
    // The thread wakes for something else before, unless an answer is late.
    TimerNow now(const ClientWakes&) const {
        const auto& memory = std::get<Producer>(world_.roles[index(self_)]).memory;
        return memory.late > 0 ? TimerNow::fires : TimerNow::idle;
    }

    // ---- time-outs
    // Where one answer is late the next look ends the connection, whatever else is.
    TimerNow now(const RequestTimeout& t) const {
        const auto* producer = std::get_if<Producer>(&world_.roles[index(self_)]);
        if (producer != nullptr && producer->memory.connections[index(t.server)].has_late())
            return TimerNow::idle;
        return in_vain(t.server, self_);
    }
    TimerNow now(const FetchTimeout& t) const { return in_vain(t.leader, self_); }
    TimerNow now(const CloseExpires&) const { return in_vain(settings_.coordinator(), self_); }
    TimerNow now(const ControllerTimeout&) const { return in_vain(settings_.controller(), self_); }
    // What is shorter comes first: a pause, or the time-out of an answer that is awaited.
    TimerNow now(const DeliveryTimeout&) const {
        const ProducerConfig& config = settings_.producer(self_);
        const bool awaits =
            is_armed<RequestTimeout>() && config.request_timeout < config.delivery_timeout;
        if (awaits || is_armed<LingerOver>() || is_armed<RetryBackoffOver>())
            return TimerNow::early;
        return where_something_is_slow();
    }
    TimerNow now(const MaxBlockOver&) const { return where_something_is_slow(); }
    TimerNow now(const ProduceExpires&) const { return where_something_is_slow(); }
    // A broker that was restarted is refused until the session of its previous start is over.
    TimerNow now(const SessionExpires& t) const {
        const Broker& it = broker(t.broker);
        if (reach_.runs(t.broker) && !it.memory.membership.registered) return TimerNow::fires;
        return in_vain_from(t.broker, self_);
    }

    // It comes long after, when whoever is in sync has been told everything.
    TimerNow now(const LeaderImbalanceCheckDue&) const {
        const Controller::Durable& log = the_controller().durable;
        for (const PartitionState& state : log.partitions) {
            const PartitionConfig& partition = settings_.partition(state.partition);
            if (!has_preferred_leader(state, partition) && state.isr.has(0) &&
                !log.brokers[index(partition.replicas.front())].fenced)
                return TimerNow::fires;
        }
        return TimerNow::idle;
    }

    // ---- rounds
    // A search begins with fresh metadata, and is over before they are too old: what only their age
    // would tell a client, it does not learn there.
    TimerNow now(const MetadataTooOld&) const { return TimerNow::idle; }
    TimerNow now(const HeartbeatDue&) const {
        const Membership::State& memory = broker(self_).memory.membership;
        const Controller& controller = the_controller();
        if (memory.wants_shutdown || is_waited_for()) return TimerNow::fires;
        // Registration is refused until the session of the previous start is over.
        if (!memory.registered)
            return controller.memory.contacts[index(self_)].session ? TimerNow::idle
                                                                    : TimerNow::fires;
        // One that is not answered ends a connection on which nothing comes any more.
        const bool in_standing = !memory.fenced &&
                                 reach_.can_answer(settings_.controller(), self_) &&
                                 !controller.durable.brokers[index(self_)].fenced &&
                                 controller.memory.contacts[index(self_)].observes &&
                                 memory.epoch == controller.durable.brokers[index(self_)].epoch;
        return in_standing ? TimerNow::idle : TimerNow::fires;
    }
    TimerNow now(const CheckpointDue&) const {
        if (!reach_.may_crash()) return TimerNow::idle;  // only a start reads it
        const Broker& me = broker(self_);
        for (std::size_t place = 0; place < me.memory.replicas.size(); ++place)
            if (me.durable.high_watermarks[place] != me.memory.replicas[place].high_watermark)
                return TimerNow::fires;
        return TimerNow::idle;
    }
    TimerNow now(const FlushIntervalOver& t) const {
        const Broker& me = broker(self_);
        const auto place = me.place_of(t.partition);
        if (!place || me.memory.replicas[*place].flush_due) return TimerNow::idle;
        return TimerNow::fires;
    }
    TimerNow now(const FlushCheckDue&) const {
        const Broker& me = broker(self_);
        for (std::size_t place = 0; place < me.memory.replicas.size(); ++place)
            if (me.memory.replicas[place].flush_due &&
                me.durable.logs[place].end > me.memory.replicas[place].recovery_point)
                return TimerNow::fires;
        return TimerNow::idle;
    }
    // The empty answer tells a follower how high the high watermark is; a consumer learns nothing.
    TimerNow now(const FetchExpires& t) const {
        if (index(t.client) >= settings_.brokers) return TimerNow::idle;
        const Broker& me = broker(self_);
        for (const Replica& mine : me.memory.replicas) {
            const auto place = broker(t.client).place_of(mine.partition);
            if (!mine.leads || !place) continue;
            const Replica& theirs = broker(t.client).memory.replicas[*place];
            if (theirs.leader == self_ && theirs.high_watermark != mine.high_watermark)
                return TimerNow::fires;
        }
        return TimerNow::idle;
    }
    // Twice half of replica.lag.time.max.ms is long: a follower that can fetch has done so. The
    // check counts where one in the set cannot, and all others have what there is.
    TimerNow now(const IsrCheckDue&) const {
        bool one_is_out = false;
        for (std::size_t place = 0; place < broker(self_).memory.replicas.size(); ++place) {
            const Replica& replica = broker(self_).memory.replicas[place];
            if (!replica.leads) continue;
            const auto& assignment = settings_.partition(replica.partition).replicas;
            for (unsigned r = 0; r < replica.remotes.size(); ++r) {
                if (assignment[r] == self_ || !replica.isr.has(r)) continue;
                const Remote& remote = replica.remotes[r];
                const Offset end = broker(self_).durable.logs[place].end;
                const bool has_all = remote.known && remote.end == end;
                if (has_all) continue;
                if (can_fetch(assignment[r])) return TimerNow::early;
                one_is_out = true;
            }
        }
        return one_is_out ? TimerNow::fires : TimerNow::idle;
    }
    // What it commits is a fact that a crash before it would lack: it does not belong to
    // connecting.
    TimerNow now(const AutoCommitDue&) const {
        const auto& memory = std::get<Consumer>(world_.roles[index(self_)]).memory;
        if (memory.auto_commit_due) return TimerNow::idle;
        for (std::size_t place = 0; place < memory.progress.size(); ++place)
            if (memory.progress[place].told != memory.fetcher.assigned[place].position.offset)
                return TimerNow::begins;
        return TimerNow::idle;
    }

private:
    // Somebody shuts down when this broker's next heartbeat says that it has read of it.
    bool is_waited_for() const {
        const Controller& controller = the_controller();
        const auto& brokers = controller.durable.brokers;
        if (!controller.is_active(self_)) return false;
        return std::any_of(brokers.begin(), brokers.end(), [&](const auto& other) {
            return other.shutdown > controller.memory.contacts[index(self_)].read_shutdown &&
                   other.shutdown <= broker(self_).memory.membership.read_shutdown;
        });
    }
    template <class Timer> bool is_armed() const {
        constexpr std::uint8_t kind = Timer::kind.code;
        const auto& timers = world_.timers[index(self_)];
        return std::any_of(timers.begin(), timers.end(),
                           [&](TimerKey key) { return key.kind() == kind; });
    }
    TimerNow if_it_runs(NodeId node) const {
        return world_.nodes[index(node)].process ? TimerNow::fires : TimerNow::idle;
    }
    TimerNow in_vain(NodeId server, NodeId client) const {
        return reach_.can_answer(server, client) ? TimerNow::early : TimerNow::fires;
    }
    // What `client` sends to `server` on its own connection.
    TimerNow in_vain_from(NodeId client, NodeId server) const {
        const auto& connections = world_.connections;
        for (std::uint32_t i = 0; i < connections.size(); ++i) {
            const bool blocked = connections[i].blocked(Way::to_server) ||
                                 connections[i].blocked(Way::to_client) ||
                                 connections[i].withheld[0];
            if (blocked && channel(i).client == client && channel(i).server == server)
                return TimerNow::fires;
        }
        return reach_.runs(client) ? TimerNow::early : TimerNow::fires;
    }
    TimerNow where_something_is_slow() const {
        return reach_.all_is_well() ? TimerNow::early : TimerNow::fires;
    }
    bool can_fetch(NodeId follower) const {
        return reach_.runs(follower) && reach_.can_answer(self_, follower);
    }
    const Channel& channel(std::uint32_t i) const { return reach_.channel({i}); }
    const Broker& broker(NodeId node) const { return std::get<Broker>(world_.roles[index(node)]); }
    const Controller& the_controller() const {
        return std::get<Controller>(world_.roles[index(settings_.controller())]);
    }

    const World<Model>& world_;
    const Settings& settings_;
    const Reach<Model>& reach_;
    NodeId self_;
};

void forget(ClientMetadata& metadata) { metadata.fruitless = 0; }

}  // namespace

void forget_pauses(Producer& producer) {
    forget(producer.memory.metadata);
    for (ClientConnection& connection : producer.memory.connections) connection.attempts = {};
}
void forget_pauses(Consumer& consumer) {
    consumer.memory.failures = 0;
    forget(consumer.memory.fetcher.metadata);
    for (Fetcher::Link& link : consumer.memory.fetcher.links) link.attempts = {};
}

TimerNow timer_now(const World<Model>& world, const Settings& settings, const Reach<Model>& reach,
                   NodeId node, TimerKey key) {
    const Patience patience(world, settings, reach, node);
    TimerNow now = TimerNow::idle;
    unpack<Timers>(key, [&](const auto& timer) { now = patience.now(timer); });
    return now;
}

}  // namespace mqfate::kafka
