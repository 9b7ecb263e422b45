#include "models/kafka/client_metadata.hpp"

#include <algorithm>

#include "models/kafka/backoff.hpp"

namespace mqfate::kafka {

bool ClientMetadata::answered(const MetadataResponse& response, NodeId from) {
    bool newer = false;
    for (const MetadataResponse::Item& item : response.items) {
        if (index(item.partition) >= leaders.size()) leaders.resize(index(item.partition) + 1);
        Leader& leader = leaders[index(item.partition)];
        if (leader.epoch != no_epoch && item.epoch < leader.epoch) continue;
        newer |= leader.epoch != item.epoch;
        leader = {item.leader, item.epoch};
    }
    known = true;
    wanted = false;
    if (newer)
        fruitless = 0;
    else if (asked == from && fruitless < 0xff)
        ++fruitless;
    if (asked != from) return false;
    asked = no_node;
    resting = true;
    return true;
}

bool ClientMetadata::failed(NodeId server, std::uint16_t brokers) {
    if (asked != server) return false;
    asked = no_node;
    next = {static_cast<std::uint16_t>((server.value + 1U) % brokers)};
    if (fruitless < 0xff) ++fruitless;
    wanted = true;
    resting = true;
    return true;
}

Wait ClientMetadata::pause(Duration backoff, Duration backoff_max) const {
    const std::uint32_t n = fruitless > 0 ? fruitless - 1U : 0U;
    Wait wait = exponential_backoff(backoff, backoff_max, n, n);
    wait.drawn_at_each_look = true;
    return wait;
}

void ClientMetadata::rebootstrap() {
    known = false;
    wanted = true;
    for (Leader& leader : leaders) leader.node = no_node;
}

bool is_invalid_metadata(Error error) {
    return error == Error::not_leader_or_follower || error == Error::fenced_leader_epoch ||
           error == Error::kafka_storage_error;
}

bool is_retriable(Error error) {
    switch (error) {
        case Error::not_leader_or_follower:
        case Error::fenced_leader_epoch:
        case Error::unknown_leader_epoch:
        case Error::not_enough_replicas:
        case Error::not_enough_replicas_after_append:
        case Error::request_timed_out:
        case Error::kafka_storage_error: return true;
        default: return false;
    }
}

}  // namespace mqfate::kafka
