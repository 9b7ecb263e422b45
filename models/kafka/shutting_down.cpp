// How a broker ends when it is asked to: the controller moves its leaderships (controller.hpp, rule
// 7), then it serves nobody any more, flushes its logs, checkpoints, and exits.
//
// Sources (Apache Kafka 4.1): BrokerServer.shutdown, BrokerLifecycleManager (state
// PENDING_CONTROLLED_SHUTDOWN: the next heartbeat comes at once, the one after the first answer
// after 50 ms, then as always), LogManager.shutdown (flush of every log, recovery points),
// ReplicaManager.shutdown (high watermarks). Left out: a controlled shutdown gives up after five
// minutes; the marker of a clean shutdown, for without it a start only takes longer here.
#include "models/kafka/election.hpp"
#include "models/kafka/parts.hpp"

namespace mqfate::kafka {
namespace {

constexpr Duration first_pause = milliseconds(50);

}  // namespace

// BrokerLifecycleManager.BeginControlledShutdownEvent: only one that runs asks for it.
void Membership::shut_down() {
    const bool runs = state_.up && state_.registered && !state_.fenced;
    if (!runs || !parts_.settings().broker.controlled_shutdown_enable) return end();
    state_.wants_shutdown = true;
    parts_.context.cancel(HeartbeatDue{});
    call();
}

bool Membership::leaves(const PartitionState& state) const {
    if (!state_.wants_shutdown) return false;
    const auto place =
        place_of(parts_.context.self(), parts_.settings().partition(state.partition));
    return place && !state.isr.has(*place);
}

void Membership::told_about_shutdown(bool should) {
    if (should) return end();
    parts_.context.arm(HeartbeatDue{}, state_.waits_for_others
                                           ? parts_.settings().broker.broker_heartbeat_interval
                                           : first_pause);
    state_.waits_for_others = true;
}

void Membership::end() {
    if (state_.ending) return;
    state_.ending = true;
    if (!parts_.flushing.flush_all()) flushed();
}

void Membership::flushed() {
    parts_.hosted.checkpoint_high_watermarks();
    parts_.context.exit();
}

}  // namespace mqfate::kafka
