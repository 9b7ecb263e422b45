// What the waits of a client's connection grow with: two counters.
//
// Rules: org.apache.kafka.clients.ClusterConnectionStates, Apache Kafka 4.1 (disconnected, ready,
// connectionSetupTimeoutMs).
//   - Every disconnect makes the pause before the next attempt longer, until a connection is ready.
//   - An attempt may take socket.connection.setup.timeout.ms, which doubles with each attempt that
//     was given up before the host accepted; the loss of an established connection resets it.
// Differs: the set-up time-out is over the whole first round trip. The real one ends when the host
// accepts, so that a process that is stopped there has request.timeout.ms.
// Leaves out: socket.connection.setup.timeout.ms and its maximum as settings.
// Tested by: tests/models/kafka/attempts_test.cpp.
#pragma once

#include <cstdint>

#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/context.hpp"

namespace mqfate::kafka {

struct Attempts {
    std::uint8_t failed = 0;          ///< disconnects since it was last ready
    std::uint8_t failed_connect = 0;  ///< of these, the last in a row that never were connected
    friend bool operator==(const Attempts&, const Attempts&) = default;

    /// How long the next attempt may take. `server`: whose luck the jitter is.
    Wait setup_timeout(NodeId server) const;
    /// The connection is ready.
    void succeeded() { *this = {}; }
    /// It has ended, or the attempt has failed. Returns the pause before the next attempt.
    Wait disconnected(bool was_connecting, NodeId server, Duration backoff, Duration backoff_max);
};

}  // namespace mqfate::kafka
