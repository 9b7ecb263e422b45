// Expectations: what must be true of the outcome, for tests and for gates in CI.
//
// Words say what people mean, of every message in every run:
//
//     "log.no_loss"             none is lost, whatever the producer was told
//     "log.no_silent_loss"      none is lost of which nobody was told: neither after success nor
//                               without an answer
//     "effect.no_duplicate"     none is there more than once
//     "log.in_order"            none is first seen after a later one of its partition
//     "effect.exactly_once"     each is there once, and its producer was not told failure
//
// Anything else is compared, and the spelling says with what:
//
//     "rate(effect.lost) <= 0.1%"     a share of all messages: held against its interval over runs,
//                                     and undecided where the interval straddles the bound
//     "count(log.lost) <= 5"          a number that each run has to keep
//     "log.duplicated > 0"            without either, 0 is of all runs together: never, or ever
//     "cause.ack_lost_then_retried > 0"
//     "ack.p99 < 5ms"                 a latency: p50, p99 or max of ack or end_to_end
//
// After a level stands a fate, or several at once: "lost" (confirmed, rejected, unknown),
// "lost_silently" (confirmed, unknown). An older spelling is still read: without rate() or count(),
// a number with a point, % or / is a rate, and any other one a count over all runs.
// Tested by: tests/scenarios/reading/expect_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"
#include "sim/run/outcome.hpp"
#include "sim/world/fate_set.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

enum class Comparator : std::uint8_t { equal, unequal, less, at_most, more, at_least };

struct CountOf {
    Level level{};
    FateSet fates;
};
struct CountOfCause {
    Cause cause{};
};
struct LatencyOf {
    bool end_to_end = false;
    enum class Which : std::uint8_t { p50, p99, max } which = Which::p99;
};

/// All messages.
struct Every {};

struct Expectation {
    std::string text;  ///< as the file wrote it
    std::variant<CountOf, CountOfCause, LatencyOf> subject;
    Comparator comparator{};
    /// A count, a rate, or a latency; or every message, with Comparator::equal.
    std::variant<std::uint64_t, Ratio, Duration, Every> bound;
    bool each_run = false;  ///< the count is one that each run has to keep
};

/// On error: what is wrong with the text, ready for a message. `causes`: those of the system.
tl::expected<Expectation, std::string> parse_expectation(std::string_view text,
                                                         const CauseTable& causes);

enum class Judgement : std::uint8_t { met, failed, undecided };

struct Judged {
    Judgement judgement{};
    words::Phrase found;  ///< what the outcome has: "3", "0.0021 (0.0014 to 0.0031)", "4.1ms"
};
Judged judge(const Expectation& expectation, const Outcome& outcome);

}  // namespace mqfate::scenarios
