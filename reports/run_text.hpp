// What `run` prints for people: what was simulated, the fates, why, how fast, one message's life.
// Tested by: tests/reports/run_text_test.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reports/result.hpp"
#include "reports/swarm.hpp"
#include "reports/timeline.hpp"

namespace mqfate::reports {

struct Story {
    std::uint64_t run = 0;  ///< of which run
    MessageId message;
    std::string fate;  ///< "confirmed, and lost from the log"
    std::string timeline;
};

/// One fault of the scenario, and how often it struck.
struct FaultLine {
    std::string text;
    std::uint64_t strikes = 0;
    std::uint64_t runs = 0;  ///< in how many runs at least once
    std::optional<Swarm> swarm;
};

struct RunText {
    std::string title;
    std::string about;
    std::vector<std::pair<std::string, std::string>> system;    ///< "brokers", "3"
    std::vector<std::pair<std::string, std::string>> settings;  ///< "producer shop", "acks=all ..."
    std::vector<FaultLine> faults;
    std::string log_promise;  ///< "at-least-once"
    std::string effect_promise;
    std::optional<Story> story;
    std::string repeat;  ///< the command that repeats this
    std::string next;    ///< the one worth trying next; may be empty
    bool interrupted = false;
};

std::string run_text(const Report& report, const RunText& words);

/// The expectations and whether they were met; empty if there are none.
std::string expectations(const std::vector<Expected>& expected);

}  // namespace mqfate::reports
