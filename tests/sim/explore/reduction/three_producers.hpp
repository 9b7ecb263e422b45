// A scenario with three producers that nothing tells apart.
#pragma once

#include <string>

#include "tests/kafka_runs.hpp"

namespace mqfate::tests {

/// One broker (node 0), then p, q and r at nodes 3, 4 and 5.
inline scenarios::Scenario three(const std::string& more = "") {
    const std::string each = R"({"messages": 1, "config": {"linger.ms": 0, "acks": "1",
                                                           "enable.idempotence": false}})";
    return scenario_of(
        R"({"schema_version": 1, "kafka": {"brokers": 1, "topics": {"t": {}},
            "producers": {"p": )" +
        each + R"(, "q": )" + each + R"(, "r": )" + each + "}}" + more + "}");
}

}  // namespace mqfate::tests
