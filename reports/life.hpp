// The life of one message, whatever became of it: all that happened to it, what made each step
// happen, and where its copies lay. What `run --message` prints.
// Tested by: tests/reports/life_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/copies.hpp"
#include "reports/result.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate::reports {

/// Something that happened to the message, or to everybody while it lived.
struct LifeLine {
    TraceEvent event;
    words::Phrase what;     ///< "appends it to the queue"
    words::Phrase because;  ///< what made the step happen; empty: nothing, or as the line before
    Copies copies;          ///< where they lie afterwards
    bool its_own = false;   ///< else it happens to everybody
    /// When what is sent here arrives; nothing: never.
    std::optional<Instant> arrives;
};

/// From when it was published to the end of the trace, in order. A message that arrives is there
/// only if nothing else tells what became of it; one that was sent, always.
std::vector<LifeLine> life(const Trace& trace, MessageId message, const Labels& labels);

/// What `run --message` is about.
struct Life {
    std::string title;
    std::string scenario;  ///< its name or path, as it was given
    std::uint64_t seed = 1;
    std::uint64_t run = 0;
    MessageId message;
    words::Phrase fate;  ///< "log lost confirmed"
    std::vector<LifeLine> lines;
    Labels labels;
};

/// For people: when, who, what, because of what, and the copies.
std::string life_text(const Life& life, const words::Say& say);
/// Codes instead of words, the same in all languages: a contract.
std::string life_json(const Life& life);
/// A sequence diagram for Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html).
std::string life_mermaid(const Life& life, const words::Say& say);
/// A drawing: a lane a node, time downward, arrows from when something was sent to when it arrived.
/// What never arrives ends in a cross; strips on the lanes are copies (life_svg.cpp).
std::string life_svg(const Life& life, const words::Say& say);

}  // namespace mqfate::reports
