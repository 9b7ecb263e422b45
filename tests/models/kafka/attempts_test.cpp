#include "models/kafka/attempts.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::attempts_test {

// ClusterConnectionStates.disconnected, connecting, ready.
TEST_CASE("attempts: the set-up time-out grows while nobody answers, and only then") {
    constexpr NodeId server{1};
    const auto end = [&](Attempts& attempts, bool was_connecting) {
        if (!was_connecting) attempts.connected();
        return attempts.disconnected(server, milliseconds(50), seconds(1)).fixed;
    };
    Attempts attempts;
    CHECK(attempts.setup_timeout(server).fixed == seconds(10));
    CHECK(end(attempts, false) == milliseconds(50));  // it was there, and is lost
    CHECK(attempts.setup_timeout(server).fixed == seconds(10));
    CHECK(end(attempts, true) == milliseconds(100));  // the pauses go on
    CHECK(attempts.setup_timeout(server).fixed == seconds(20));
    CHECK(end(attempts, true) == milliseconds(200));
    CHECK(attempts.setup_timeout(server).fixed == seconds(30));
    CHECK(attempts.setup_timeout(server).most == seconds(30));
    attempts.succeeded();
    CHECK(attempts.setup_timeout(server).fixed == seconds(10));
    CHECK(end(attempts, false) == milliseconds(50));
}

// ClusterConnectionStates.checkingApiVersions: what is only connected is no longer connecting.
TEST_CASE("attempts: a host that accepts ends the set-up time-out, not the growth of the pauses") {
    constexpr NodeId server{1};
    Attempts attempts;
    attempts.disconnected(server, milliseconds(50), seconds(1));
    CHECK(attempts.setup_timeout(server).fixed == seconds(20));
    attempts.connected();
    CHECK(attempts.setup_timeout(server).fixed == seconds(10));
    CHECK(attempts.disconnected(server, milliseconds(50), seconds(1)).fixed == milliseconds(100));
    CHECK(attempts.setup_timeout(server).fixed == seconds(10));
}

}  // namespace mqfate::kafka::attempts_test
