// Which of Kafka's timers may fire now, for a driver that knows no time (sim/world/reach.hpp).
//
//   pauses       linger, back-off, the next message: may be over at any moment
//   time-outs    fire where what they wait for cannot come any more; else they are early
//   rounds       heartbeats, checks, checkpoints, long polls: idle while they change nothing for
//                good, so a broker in good standing is not asked for heartbeats
// Also: the counters whose only readers are the lengths of pauses. Without time they would make
// worlds differ in nothing that can be seen.
// Tested by: tests/models/kafka/patience_test.cpp.
#pragma once

#include "models/world.hpp"
#include "sim/world/reach.hpp"

namespace mqfate::kafka {

TimerNow timer_now(const World<Model>& world, const Settings& settings, const Reach<Model>& reach,
                   NodeId node, TimerKey key);

/// Which messages are traffic that finds its way about: answered at once, about no record.
template <class Message> inline constexpr bool is_quick = false;
template <> inline constexpr bool is_quick<InitProducerIdRequest> = true;
template <> inline constexpr bool is_quick<InitProducerIdResponse> = true;
template <> inline constexpr bool is_quick<MetadataRequest> = true;
template <> inline constexpr bool is_quick<MetadataResponse> = true;
template <> inline constexpr bool is_quick<OffsetFetchRequest> = true;
template <> inline constexpr bool is_quick<OffsetFetchResponse> = true;
template <> inline constexpr bool is_quick<BrokerRegistrationRequest> = true;
template <> inline constexpr bool is_quick<BrokerRegistrationResponse> = true;
template <> inline constexpr bool is_quick<BrokerHeartbeatRequest> = true;
template <> inline constexpr bool is_quick<BrokerHeartbeatResponse> = true;

/// Sets to one value what only makes the next pause longer.
void forget_pauses(Model::Role& role);

}  // namespace mqfate::kafka
