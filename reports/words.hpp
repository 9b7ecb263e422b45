// Numbers and codes in words for people: counts, shares, durations, causes, semantics.
// Tested by: tests/reports/words_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reports/result.hpp"
#include "sim/base/time.hpp"
#include "sim/run/outcome.hpp"
#include "sim/run/statistics.hpp"
#include "sim/world/dialect.hpp"
#include "sim/world/ledger.hpp"
#include "words/catalogue.hpp"

namespace mqfate::reports {

using words::Say;

/// "1,234,567".
std::string count(std::uint64_t n);
/// "280 million": two digits, for a guess.
std::string about(std::uint64_t n, const Say& say);
/// "2.1 %", "0.034 %", "0": three digits at most.
std::string share(double share);
/// "2.1 % (1.8 to 2.4)"; without cases "0 (below 1.5 %)".
std::string share(const Estimate& estimate, const Say& say);
/// "310 us", "4.12 ms", "2.05 s": three digits.
std::string duration(Duration duration);
/// "12.345 ms" with a fixed unit and width, for a column of instants.
std::string instant(Instant instant);
/// "12,400 /s".
std::string per_second(double rate);

words::Text level_words(Level level);
/// "lost, confirmed": a fate in a table.
words::Text fate_words(Fate fate);
/// "lost confirmed": a fate in a sentence.
words::Text fate_said(Fate fate);
words::Text judgement_words(Judgement judgement);
/// A sentence for people about what happened, in the words of the system.
/// Requires: not Cause::none.
words::Text explain(Cause cause, const Dialect& dialect);

/// "log lost confirmed, delivery exactly once (reordered)": a message's fate at each level.
words::Phrase fates(const Ledger& ledger, MessageId message);

/// "exactly-once", "at-least-once", "at-most-once" or "none", by whether messages were lost and
/// whether there were duplicates at that level: in English as in JSON. Lost is what nobody was told
/// of, as in what settings promise: a message that was rejected is its publisher's again.
words::Text semantics(bool lost, bool duplicated);
words::Text semantics(const Outcome& outcome, Level level);

/// `text` filled up with spaces to `width` columns of a terminal (wide characters count two).
std::string padded(std::string_view text, std::size_t width, bool right = false);
/// How many columns of a terminal the text takes.
std::size_t columns(std::string_view text);

}  // namespace mqfate::reports
