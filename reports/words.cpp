#include "reports/words.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

/// Three significant digits, no exponent, no trailing zeros.
std::string three_digits(double value) {
    if (value == 0) return "0";
    const int decimals =
        std::clamp(2 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 7);
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

}  // namespace

std::string count(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string about(std::uint64_t n) {
    std::uint64_t unit = 1;
    while (n / unit >= 100) unit *= 10;
    const std::uint64_t rounded = (n + unit / 2) / unit * unit;
    if (rounded >= 10'000'000'000) return count(rounded / 1'000'000'000) + " billion";
    if (rounded >= 10'000'000) return count(rounded / 1'000'000) + " million";
    return count(rounded);
}

std::string share(double share) { return share == 0 ? "0" : three_digits(100 * share) + " %"; }

std::string share(const Estimate& e) {
    if (e.estimate == 0) return "0 (below " + share(e.high) + ")";
    return share(e.estimate) + " (" + three_digits(100 * e.low) + " to " +
           three_digits(100 * e.high) + ")";
}

std::string duration(Duration d) {
    const auto ns = static_cast<double>(d.ns);
    if (d.ns == 0) return "0";
    if (d.ns < 1'000) return three_digits(ns) + " ns";
    if (d.ns < 1'000'000) return three_digits(ns / 1e3) + " us";
    if (d.ns < 1'000'000'000) return three_digits(ns / 1e6) + " ms";
    return three_digits(ns / 1e9) + " s";
}

std::string instant(Instant i) {
    return fmt::format("{:>12.3f} ms", static_cast<double>(i.ns) / 1e6);
}

std::string per_second(double rate) {
    return count(static_cast<std::uint64_t>(std::llround(rate))) + " /s";
}

std::string_view fate_words(Fate fate) {
    switch (fate) {
        case Fate::exactly_once: return "exactly once";
        case Fate::lost_confirmed: return "lost, confirmed";
        case Fate::lost_rejected: return "lost, rejected";
        case Fate::lost_unknown: return "lost, unknown";
        case Fate::duplicated: return "duplicated";
        case Fate::absorbed: return "absorbed";
        case Fate::phantom: return "phantom";
        case Fate::reordered: return "reordered";
        case Fate::parked: return "parked";
    }
    return {};
}

std::string_view explain(Cause cause) {
    static const std::map<int, std::string_view> sentences{
        {1, "lost on the way to the broker, and not sent again"},
        {2, "refused by the broker, and not sent again"},
        {3, "given up by the producer: delivery.timeout.ms was over"},
        {4, "in the memory of a producer that died"},
        {5, "written but not yet flushed when the power went"},
        {6, "gone with the disk"},
        {64, "on the leader only when it died"},
        {65, "cut off: the new leader does not have it"},
        {66, "the consumer had committed its offset before the work was done"},
        {10, "still unread when the run ended"},
        {11, "appended, the answer lost, sent again"},
        {12, "appended, the connection lost, sent again"},
        {13, "appended, answered with an error, sent again"},
        {67, "sent again under a new producer epoch"},
        {15, "delivered twice by the network"},
        {16, "delivered again after the consumer restarted"},
        {17, "the log has it twice"},
        {18, "appended after a message that was published later"},
        {19, "left on a replica that differs from its leader"}};
    const auto found = sentences.find(static_cast<int>(cause));
    return found == sentences.end() ? std::string_view{} : found->second;
}

std::string fates(const Ledger& ledger, MessageId message) {
    const std::size_t levels = ledger.judges_consumers() ? level_count : 1;
    std::string text;
    for (std::size_t l = 0; l < levels; ++l) {
        const auto level = static_cast<Level>(l);
        std::string fate(name(ledger.fate(level, message)));
        std::replace(fate.begin(), fate.end(), '_', ' ');
        text += fmt::format("{}{} {}", l == 0 ? "" : ", ", name(level), fate);
        if (ledger.reordered(level, message)) text += " (reordered)";
    }
    return text;
}

std::string_view semantics(bool lost, bool duplicated) {
    if (lost && duplicated) return "none";
    if (lost) return "at-most-once";
    return duplicated ? "at-least-once" : "exactly-once";
}

std::string_view semantics(const Outcome& outcome, Level level) {
    const bool lost = total(outcome, level, Fate::lost_confirmed) +
                          total(outcome, level, Fate::lost_rejected) +
                          total(outcome, level, Fate::lost_unknown) >
                      0;
    return semantics(lost, total(outcome, level, Fate::duplicated) > 0);
}

std::size_t columns(std::string_view text) {
    std::size_t width = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t character = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(bytes, left, &character);
        if (used <= 0) return width + static_cast<std::size_t>(left);
        width += static_cast<std::size_t>(utf8proc_charwidth(character));
        bytes += used;
        left -= used;
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t used = columns(text);
    const std::string spaces(used < width ? width - used : 0, ' ');
    return right ? spaces + std::string(text) : std::string(text) + spaces;
}

}  // namespace mqfate::reports
