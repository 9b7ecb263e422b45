// Expectations: what must be true of the outcome, for tests and for gates in CI.
//
//     "log.lost_confirmed == 0"       a count over all runs
//     "effect.duplicated < 0.001"     a rate (a number with a point, or with %): held against the
//                                     interval, and undecided where the interval straddles it
//     "cause.ack_lost_then_retried > 0"
//     "ack.p99 < 5ms"                 a latency: p50, p99 or max of ack or end_to_end
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
#include "sim/world/ledger.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

enum class Comparator : std::uint8_t { equal, unequal, less, at_most, more, at_least };

struct CountOf {
    Level level{};
    Fate fate{};
};
struct CountOfCause {
    Cause cause{};
};
struct LatencyOf {
    bool end_to_end = false;
    enum class Which : std::uint8_t { p50, p99, max } which = Which::p99;
};

struct Expectation {
    std::string text;  ///< as the file wrote it
    std::variant<CountOf, CountOfCause, LatencyOf> subject;
    Comparator comparator{};
    std::variant<std::uint64_t, Ratio, Duration> bound;  ///< a count, a rate, or a latency
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
