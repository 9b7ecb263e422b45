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

struct MessageStory {
    std::uint64_t run = 0;  ///< of which run
    MessageId message;
    words::Phrase fate;  ///< "log lost confirmed"
    std::string timeline;
};

/// One fault of the scenario, and how often it struck.
struct FaultLine {
    std::string text;
    std::uint64_t strikes = 0;
    std::uint64_t runs = 0;  ///< in how many runs at least once
    std::optional<Swarm> swarm;
};

/// A name and what is to be said of it: "topic orders", "1 partition, 3 replicas".
using Line = std::pair<words::Phrase, words::Phrase>;

struct RunText {
    std::string title;
    std::string about;
    std::vector<Line> system;
    std::vector<std::pair<std::string, std::string>> settings;  ///< "producer shop", "acks=all ..."
    std::vector<FaultLine> faults;
    std::optional<words::Text> log_promise;  ///< "at-least-once"
    std::optional<words::Text> effect_promise;
    std::optional<MessageStory> story;
    std::string repeat;  ///< the command that repeats this
    std::string next;    ///< the one worth trying next; may be empty
    bool interrupted = false;
};

std::string run_text(const Report& report, const RunText& told, const words::Say& say);

/// The expectations and whether they were met; empty if there are none.
std::string expectations(const std::vector<Expected>& expected, const words::Say& say);

}  // namespace mqfate::reports
