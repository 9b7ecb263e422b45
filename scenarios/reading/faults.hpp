// Reads the "faults" member: rules on messages, and faults of nodes and links.
//
//   {"drop": "ProduceResponse", "to": "shop", "probability": 0.05}       also reset, duplicate,
//   {"delay": "FetchResponse", "from": "b1", "by": "20ms", "nth": 2}     with from, to, nth, limit,
//                                                                        between
//   {"crash": "b1", "at": "2s", "restart_after": "5s"}                   also power_loss, disk_loss
//   {"crash": "b1", "at": "2s", "exit": {"exponential": "35ms"}}         its host resets after that
//   {"power_loss": ["b1", "b2"], "between": ["1s", "2s"], "torn": 0.5}
//   {"power_loss": "b1", "at": "2s", "host": "stays"}                    it refuses at once
//   {"crash": "leader of orders/0", "when": {"sent": "ProduceResponse", "message": 3}}
//   {"shutdown": "b1", "at": "2s", "restart_after": "5s"}                asked to end (SIGTERM);
//   {"shutdown": "billing", "at": "2s", "kill_after": "30s"}             killed, if it takes longer
//   {"shutdown": "all brokers", "one_by_one": true, "at": "2s", "restart_after": "5s"}
//                                                                        each when the one before
//                                                                        is back
//   {"pause": "b2", "at": "1s", "for": "3s"}
//   {"slow": "b2", "by": {"exponential": "5ms"}, "at": "1s", "for": "3s"}
//   {"isolate": "leader of orders/0", "at": "1s", "for": "4s"}
//   {"disconnect": "shop", "every": {"uniform": ["300ms", "700ms"]}}     its connections are reset
//   {"cut": [["b1"], ["b2", "b3"]], "one_way": true, "at": "1s", "for": "4s"}
//   {"cut": ["leader of orders/0", "all brokers"], "at": "1s"}           whoever leads then
//
// When: "at"; "between" [from, until], once, uniformly; "every" a delay, again and again; "when" a
// moment: {"fact": "appended", "message": 3} or {"sent": "ProduceResponse", "to": "shop", "nth":
// 2}, with "after" a duration. Messages are numbered from 1 for people. Whom: a node, a list of
// nodes, "rack NAME", "all brokers", "leader of TOPIC/PARTITION". Tested by:
// tests/scenarios/reading/faults_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scenarios/input/reader.hpp"
#include "scenarios/reading/fault_names.hpp"
#include "sim/world/faults.hpp"

namespace mqfate::scenarios {

struct FaultsPart {
    FaultPlan plan;
    std::vector<std::string> texts;  ///< rules, then node faults, as the file wrote them
};

/// Errors go to the cursors.
FaultsPart read_faults(const std::vector<Cursor>& faults, const FaultNames& names);

}  // namespace mqfate::scenarios
