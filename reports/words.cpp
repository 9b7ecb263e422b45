#include "reports/words.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

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

std::string count(std::uint64_t n) { return words::with_commas(n); }

std::string about(std::uint64_t n, const Say& say) {
    std::uint64_t unit = 1;
    while (n / unit >= 100) unit *= 10;
    const std::uint64_t rounded = (n + unit / 2) / unit * unit;
    // Chinese counts in steps of ten thousand: 2.8 times 10^8 rather than 280 million.
    const double great = say.chinese() ? 1e8 : 1e9;
    const double large = say.chinese() ? 1e4 : 1e6;
    const auto in_units = [&](double of) {
        return three_digits(static_cast<double>(rounded) / of);
    };
    const auto n_of = [&](double of) {
        return say.chinese() ? in_units(of) : count(rounded / static_cast<std::uint64_t>(of));
    };
    if (rounded >= (say.chinese() ? 100'000'000 : 10'000'000'000))
        return say("number.billion"_t, {{"n", n_of(great)}});
    if (rounded >= 10'000'000) return say("number.million"_t, {{"n", n_of(large)}});
    return count(rounded);
}

std::string share(double share) { return share == 0 ? "0" : three_digits(100 * share) + " %"; }

std::string share(const Estimate& e, const Say& say) {
    if (e.estimate == 0) return say("number.below"_t, {{"high", share(e.high)}});
    return say("number.interval"_t, {{"n", share(e.estimate)},
                                     {"low", three_digits(100 * e.low)},
                                     {"high", three_digits(100 * e.high)}});
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

words::Text level_words(Level level) {
    return words::text_of("level." + std::string(name(level)), {});
}
words::Text fate_words(Fate fate) { return words::text_of("fate." + std::string(name(fate)), {}); }
words::Text fate_said(Fate fate) {
    const auto said = words::text_called("fate.said." + std::string(name(fate)), {});
    return said ? *said : fate_words(fate);
}

words::Text judgement_words(Judgement judgement) {
    switch (judgement) {
        case Judgement::met: return "run.met"_t;
        case Judgement::failed: return "run.failed"_t;
        case Judgement::undecided: break;
    }
    return "run.undecided"_t;
}
std::string_view word(Judgement judgement) { return judgement_words(judgement).en; }

words::Text explain(Cause cause, const Dialect& dialect) {
    return words::text_of("cause." + std::string(dialect.causes.name(cause)), dialect.texts);
}

words::Phrase fates(const Ledger& ledger, MessageId message) {
    const std::size_t levels = ledger.judges_consumers() ? level_count : 1;
    std::vector<words::Phrase> all;
    for (std::size_t l = 0; l < levels; ++l) {
        const auto level = static_cast<Level>(l);
        all.emplace_back(
            ledger.reordered(level, message) ? "fate.at_level_reordered"_t : "fate.at_level"_t,
            std::vector<words::Param>{{"level", level_words(level)},
                                      {"fate", fate_said(ledger.fate(level, message))}});
    }
    return {"list"_t, {{"all", std::move(all), "list.comma"_t}}};
}

words::Text semantics(bool lost, bool duplicated) {
    if (lost && duplicated) return "semantics.none"_t;
    if (lost) return "semantics.at_most_once"_t;
    return duplicated ? "semantics.at_least_once"_t : "semantics.exactly_once"_t;
}

words::Text semantics(const Outcome& outcome, Level level) {
    const bool lost =
        total(outcome, level, Fate::lost_confirmed) + total(outcome, level, Fate::lost_unknown) > 0;
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
