// The life of one message as a short timeline: when, who to whom, and where its copies lay.
// Tested by: tests/reports/timeline_test.cpp.
#pragma once

#include <string>

#include "reports/result.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate::reports {

/// The message that went wrong most clearly: confirmed and lost first, then lost, duplicated,
/// reordered; at the log level before the others; the earliest of these. Nothing if all is well.
std::optional<MessageId> clearest(const Ledger& ledger);

/// What happened, without the node; empty: not worth a line.
words::Phrase happening(const TraceEvent& event, const Labels& labels);

/// It tells of every message, whomever it happens to: a crash, a cut, a start.
bool of_everybody(Happening what);

/// Lines of a timeline, each with its line feed. At most `most` lines; what is left out is said.
std::string timeline(const Trace& trace, MessageId message, const Labels& labels,
                     const words::Say& say, std::size_t most = 24);

}  // namespace mqfate::reports
