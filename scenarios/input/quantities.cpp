#include "scenarios/input/quantities.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/input/errors.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::scenarios {
namespace {

__extension__ using wide = __int128;

constexpr std::size_t max_digits = 24;  // 10^24 times the largest unit still fits 127 bits.
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A decimal number: digits * 10^exponent, without leading and trailing zeros.
struct Decimal {
    bool negative = false;
    std::string digits;
    int exponent = 0;
};

/// The digits at the front of `text`, which are taken from it.
std::string_view take_digits(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    const std::string_view digits = text.substr(0, n);
    text.remove_prefix(n);
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

/// An exponent at the front of `text`, clamped to what no quantity survives.
std::optional<int> take_exponent(std::string_view& text) {
    if (!take(text, 'e') && !take(text, 'E')) return 0;
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = std::min(value * 10 + (c - '0'), 100'000);
    return negative ? -value : value;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
    Decimal decimal;
    decimal.negative = take(text, '-');
    const std::string_view whole = take_digits(text);
    std::string_view fraction;
    if (take(text, '.')) {
        fraction = take_digits(text);
        if (fraction.empty()) return std::nullopt;
    }
    if (whole.empty()) return std::nullopt;
    const std::optional<int> exponent = take_exponent(text);
    if (!exponent || !text.empty()) return std::nullopt;
    decimal.digits.append(whole).append(fraction);
    const std::size_t last = decimal.digits.find_last_not_of('0');
    if (last == std::string::npos) return Decimal{};
    const auto zeros = decimal.digits.size() - 1 - last;
    decimal.exponent = *exponent - static_cast<int>(fraction.size()) + static_cast<int>(zeros);
    decimal.digits.resize(last + 1);
    decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
    return decimal;
}

struct Unit {
    std::string_view name;
    std::int64_t size;
};

constexpr std::array<Unit, 7> time_units{{{"ns", 1},
                                          {"us", 1'000},
                                          {"ms", 1'000'000},
                                          {"s", 1'000'000'000},
                                          {"m", 60'000'000'000},
                                          {"h", 3'600'000'000'000},
                                          {"d", 86'400'000'000'000}}};

constexpr std::array<Unit, 9> byte_units{{{"", 1},
                                          {"B", 1},
                                          {"KB", 1'000},
                                          {"kB", 1'000},
                                          {"MB", 1'000'000},
                                          {"GB", 1'000'000'000},
                                          {"KiB", 1'024},
                                          {"MiB", 1'048'576},
                                          {"GiB", 1'073'741'824}}};

/// Where the number at the front of `text` ends. Before a unit there is no exponent.
std::size_t number_end(std::string_view text) {
    return std::min(text.find_first_not_of("-+.0123456789"), text.size());
}

std::string unknown_unit(std::string_view unit, std::span<const Unit> units) {
    std::vector<std::string> names;
    for (const Unit& u : units) {
        if (!u.name.empty()) names.emplace_back(u.name);
    }
    return "unknown unit " + in_quotes(unit) + " (there are " + joined(names) + ")";
}

/// `exactly`, with an error that speaks of `shown`.
Parsed<std::int64_t> scaled(std::string_view number, std::int64_t unit, std::string_view shown) {
    ENSURE(unit >= 1 && unit <= 100'000'000'000'000, "a unit beyond what the arithmetic holds");
    const std::optional<Decimal> decimal = parse_decimal(number);
    if (!decimal) return tl::unexpected("found " + in_quotes(shown));
    if (decimal->digits.empty()) return 0;
    const std::string too_large = in_quotes(shown) + " is too large";
    const std::string too_fine = in_quotes(shown) + " is finer than the smallest unit";
    const int magnitude = static_cast<int>(decimal->digits.size()) + decimal->exponent;
    if (magnitude > 19) return tl::unexpected(too_large);
    if (decimal->digits.size() > max_digits) return tl::unexpected(too_fine);
    wide value = 0;
    for (const char c : decimal->digits) value = value * 10 + (c - '0');
    value *= unit;
    for (int e = decimal->exponent; e < 0; ++e) {
        if (value % 10 != 0) return tl::unexpected(too_fine);
        value /= 10;
    }
    for (int e = decimal->exponent; e > 0; --e) {
        if (value > largest) return tl::unexpected(too_large);
        value *= 10;
    }
    if (value > largest) return tl::unexpected(too_large);
    return static_cast<std::int64_t>(decimal->negative ? -value : value);
}

/// A number followed by one of `units`.
Parsed<std::int64_t> parse_quantity(std::string_view text, std::span<const Unit> units) {
    const std::size_t end = number_end(text);
    if (end == 0) return tl::unexpected("found " + in_quotes(text));
    const std::string_view name =
        text.substr(std::min(text.find_first_not_of(' ', end), text.size()));
    for (const Unit& unit : units) {
        if (unit.name == name) return scaled(text.substr(0, end), unit.size, text);
    }
    if (name.empty()) return tl::unexpected(in_quotes(text) + " has no unit");
    return tl::unexpected(unknown_unit(name, units));
}

Parsed<Ratio> parse_fraction(std::string_view text, std::size_t slash) {
    const auto above = exactly(text.substr(0, slash), 1);
    const auto below = exactly(text.substr(slash + 1), 1);
    if (!above) return tl::unexpected(above.error());
    if (!below) return tl::unexpected(below.error());
    if (*below < 1 || *below > 1'000'000'000) {
        return tl::unexpected(in_quotes(text) +
                              " has a denominator that is not from 1 to 1000000000");
    }
    if (*above < 0 || *above > *below)
        return tl::unexpected(in_quotes(text) + " is not from 0 to 1");
    return lowest_terms(static_cast<std::uint32_t>(*above), static_cast<std::uint32_t>(*below));
}

}  // namespace

Parsed<std::int64_t> exactly(std::string_view number, std::int64_t unit) {
    return scaled(number, unit, number);
}

Parsed<Duration> parse_duration(std::string_view text) {
    if (text == "0") return Duration{};
    const auto ns = parse_quantity(text, time_units);
    if (!ns) return tl::unexpected(ns.error());
    return Duration{*ns};
}

Parsed<std::int64_t> parse_bytes(std::string_view text) { return parse_quantity(text, byte_units); }

Parsed<Ratio> parse_ratio(std::string_view text) {
    constexpr std::int64_t parts = 1'000'000'000;
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) return parse_fraction(text, slash);
    const bool percent = text.ends_with('%');
    const std::string_view number = percent ? text.substr(0, text.size() - 1) : text;
    const std::optional<Decimal> decimal = parse_decimal(number);
    if (!decimal) return tl::unexpected("found " + in_quotes(text));
    const auto value = exactly(number, percent ? parts / 100 : parts);
    const int magnitude = static_cast<int>(decimal->digits.size()) + decimal->exponent;
    if (!value && magnitude <= 1) {
        return tl::unexpected(in_quotes(text) + " has more than 9 decimals");
    }
    if (!value || *value < 0 || *value > parts) {
        return tl::unexpected(in_quotes(text) + " is not from 0 to 1");
    }
    return lowest_terms(static_cast<std::uint32_t>(*value), static_cast<std::uint32_t>(parts));
}

Ratio lowest_terms(std::uint32_t numerator, std::uint32_t denominator) {
    ENSURE(denominator > 0 && numerator <= denominator, "a ratio is from 0 to 1");
    const std::uint32_t divisor = std::gcd(numerator, denominator);
    return {numerator / divisor, denominator / divisor};
}

}  // namespace mqfate::scenarios
