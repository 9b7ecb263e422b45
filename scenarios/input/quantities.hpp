// Numbers and quantities from their text, exactly: no floating point on the way.
//
// On error the text says what is wrong with the input, ready for InputError::message.
// Tested by: tests/scenarios/input/quantities_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "sim/base/duration_text.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"

namespace mqfate::scenarios {

template <class T> using Parsed = tl::expected<T, std::string>;

/// `number` (as JSON writes numbers: "-1.5e3") times `unit`, which must be a whole number that
/// fits 64 bits. Requires: 1 <= unit <= 10^14.
Parsed<std::int64_t> exactly(std::string_view number, std::int64_t unit);

/// "200us", "1.5ms", "30s", "2h", "0". Errors: no unit, an unknown unit, finer than a nanosecond.
Parsed<Duration> parse_duration(std::string_view text);

/// "512", "1KB", "1.5MiB". Errors: an unknown unit, a fraction of a byte.
Parsed<std::int64_t> parse_bytes(std::string_view text);

/// "0.05", "5%", "1/20": in lowest terms. Errors: not from 0 to 1, more than 9 decimals.
Parsed<Ratio> parse_ratio(std::string_view text);

/// `numerator / denominator` in lowest terms. Requires: numerator <= denominator, denominator > 0.
Ratio lowest_terms(std::uint32_t numerator, std::uint32_t denominator);

}  // namespace mqfate::scenarios
