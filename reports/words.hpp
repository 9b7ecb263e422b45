// Numbers and codes in words for people: counts, shares, durations, causes, semantics.
// Tested by: tests/reports/words_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/time.hpp"
#include "sim/run/outcome.hpp"
#include "sim/run/statistics.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate::reports {

/// "1,234,567".
std::string count(std::uint64_t n);
/// "280 million": two digits, for a guess.
std::string about(std::uint64_t n);
/// "2.1 %", "0.034 %", "0": three digits at most.
std::string share(double share);
/// "2.1 % (1.8 to 2.4)"; without cases "0 (below 1.5 %)".
std::string share(const Estimate& estimate);
/// "310 us", "4.12 ms", "2.05 s": three digits.
std::string duration(Duration duration);
/// "12.345 ms" with a fixed unit and width, for a column of instants.
std::string instant(Instant instant);
/// "12,400 /s".
std::string per_second(double rate);

/// "lost, confirmed": a fate in a table.
std::string_view fate_words(Fate fate);
/// A sentence for people about what happened; empty for Cause::none.
std::string_view explain(Cause cause);

/// "log lost confirmed, delivery exactly once (reordered)": a message's fate at each level.
std::string fates(const Ledger& ledger, MessageId message);

/// "exactly-once", "at-least-once", "at-most-once" or "none", by whether messages were lost and
/// whether there were duplicates at that level.
std::string_view semantics(bool lost, bool duplicated);
std::string_view semantics(const Outcome& outcome, Level level);

/// `text` filled up with spaces to `width` columns of a terminal (wide characters count two).
std::string padded(std::string_view text, std::size_t width, bool right = false);
/// How many columns of a terminal the text takes.
std::size_t columns(std::string_view text);

}  // namespace mqfate::reports
