#include "models/names.hpp"

#include <array>
#include <variant>

#include "models/context.hpp"
#include "sim/base/check.hpp"

namespace mqfate {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Vocabulary::Body>> bodies{
    "ProduceRequest",
    "ProduceResponse",
    "FetchRequest",
    "FetchResponse",
    "InitProducerIdRequest",
    "InitProducerIdResponse",
    "MetadataRequest",
    "MetadataResponse",
    "OffsetCommitRequest",
    "OffsetCommitResponse",
    "OffsetFetchRequest",
    "OffsetFetchResponse",
    "BrokerRegistrationRequest",
    "BrokerRegistrationResponse",
    "BrokerHeartbeatRequest",
    "BrokerHeartbeatResponse",
    "AlterPartitionRequest",
    "AlterPartitionResponse",
    "MetadataUpdate",
    "OffsetsForLeaderEpochRequest",
    "OffsetsForLeaderEpochResponse"};

constexpr std::array<std::string_view, std::variant_size_v<Vocabulary::Timer>> timers{
    "PublishNext",
    "LingerOver",
    "RequestTimeout",
    "ClientWakes",
    "DeliveryTimeout",
    "RetryBackoffOver",
    "MetadataBackoffOver",
    "MetadataTooOld",
    "ReconnectBackoffOver",
    "MaxBlockOver",
    "WorkDone",
    "AutoCommitDue",
    "ConsumerBackoffOver",
    "ProduceExpires",
    "FetchExpires",
    "IsrCheckDue",
    "FetchBackoffOver",
    "FetchTimeout",
    "FlushCheckDue",
    "FlushIntervalOver",
    "CheckpointDue",
    "HeartbeatDue",
    "ControllerRetryDue",
    "ControllerTimeout",
    "SessionExpires",
    "LeaderImbalanceCheckDue"};

}  // namespace

std::string_view body_name(std::uint8_t kind) {
    CHECK(kind < bodies.size(), "a message of no kind");
    return bodies[kind];
}

std::string_view timer_name(std::uint8_t kind) {
    CHECK(kind < timers.size(), "a timer of no kind");
    return timers[kind];
}

std::optional<BodyKind> body_named(std::string_view name) {
    for (std::size_t i = 0; i < bodies.size(); ++i)
        if (bodies[i] == name) return static_cast<BodyKind>(i);
    return {};
}

std::vector<std::string> body_names() { return {bodies.begin(), bodies.end()}; }
std::vector<std::string> timer_names() { return {timers.begin(), timers.end()}; }

}  // namespace mqfate
