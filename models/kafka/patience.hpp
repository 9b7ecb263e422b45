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

#include "models/kafka/system.hpp"
#include "sim/world/reach.hpp"

namespace mqfate::kafka {

TimerNow timer_now(const World<Model>& world, const Settings& settings, const Reach<Model>& reach,
                   NodeId node, TimerKey key);

/// Sets to one value what only makes the next pause longer.
void forget_pauses(Producer& producer);
void forget_pauses(Consumer& consumer);

}  // namespace mqfate::kafka
