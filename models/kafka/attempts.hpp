// What the waits of a client's connection grow with: two counters.
//
// Rules: org.apache.kafka.clients.ClusterConnectionStates, Apache Kafka 4.1 (disconnected, ready,
// connectionSetupTimeoutMs).
//   - Every disconnect makes the pause before the next attempt longer, until a connection is ready.
//   - An attempt may take socket.connection.setup.timeout.ms, which doubles with each attempt that
//     was given up before the host accepted. When it accepts (checkingApiVersions) the time-out is
//     over, and at its first value again: from then on the first request, as any other, has
//     request.timeout.ms (NetworkClient.handleTimedOutConnections looks at CONNECTING only). So a
//     process that stands still, whose host accepts all the same, is waited for that long.
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
    bool accepted = false;            ///< the host has accepted the present attempt
    friend bool operator==(const Attempts&, const Attempts&) = default;

    /// How long the next attempt may take. `server`: whose luck the jitter is.
    Wait setup_timeout(NodeId server) const;
    /// The host has accepted; nothing was answered yet.
    void connected() {
        failed_connect = 0;
        accepted = true;
    }
    /// The connection is ready.
    void succeeded() { *this = {.accepted = true}; }
    /// It has ended, or the attempt has failed. Returns the pause before the next attempt.
    Wait disconnected(NodeId server, Duration backoff, Duration backoff_max);
};

}  // namespace mqfate::kafka
