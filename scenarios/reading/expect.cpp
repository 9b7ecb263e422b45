#include "scenarios/reading/expect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "scenarios/input/errors.hpp"
#include "scenarios/input/quantities.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"
#include "words/catalogue.hpp"

namespace mqfate::scenarios {

using namespace words::literals;

namespace {

constexpr std::array<std::pair<std::string_view, Comparator>, 6> comparators{{
    {"==", Comparator::equal},
    {"!=", Comparator::unequal},
    {"<=", Comparator::at_most},
    {">=", Comparator::at_least},
    {"<", Comparator::less},
    {">", Comparator::more},
}};

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string> all_subjects(const CauseTable& causes) {
    std::vector<std::string> all;
    for (std::size_t l = 0; l < level_count; ++l)
        for (std::size_t f = 0; f < fate_count; ++f)
            all.push_back(std::string(name(static_cast<Level>(l))) + "." +
                          std::string(name(static_cast<Fate>(f))));
    for (const CauseWord& word : causes.all()) all.push_back("cause." + std::string(word.name));
    for (const char* which : {"p50", "p99", "max"})
        for (const char* what : {"ack.", "end_to_end."}) all.push_back(std::string(what) + which);
    return all;
}

std::optional<std::variant<CountOf, CountOfCause, LatencyOf>> parse_subject(
    std::string_view text, const CauseTable& causes) {
    const auto dot = text.find('.');
    if (dot == std::string_view::npos) return {};
    const std::string_view head = text.substr(0, dot);
    const std::string_view tail = text.substr(dot + 1);
    if (head == "cause") {
        const auto cause = causes.named(tail);
        if (cause) return CountOfCause{*cause};
        return {};
    }
    if (head == "ack" || head == "end_to_end") {
        for (const auto& [word, which] : {std::pair{"p50", LatencyOf::Which::p50},
                                          {"p99", LatencyOf::Which::p99},
                                          {"max", LatencyOf::Which::max}})
            if (tail == word) return LatencyOf{head != "ack", which};
        return {};
    }
    const auto level = level_named(head);
    const auto fate = fate_named(tail);
    if (level && fate) return CountOf{*level, *fate};
    return {};
}

template <class T> bool holds(const T& found, Comparator comparator, const T& bound) {
    switch (comparator) {
        case Comparator::equal: return found == bound;
        case Comparator::unequal: return !(found == bound);
        case Comparator::less: return found < bound;
        case Comparator::at_most: return found <= bound;
        case Comparator::more: return found > bound;
        case Comparator::at_least: return found >= bound;
    }
    return false;
}

Judged judge_count(std::uint64_t found, const Expectation& e) {
    const auto bound = std::get<std::uint64_t>(e.bound);
    return {holds(found, e.comparator, bound) ? Judgement::met : Judgement::failed,
            std::to_string(found)};
}

// Both ends of the interval have to agree; else the runs do not decide it.
Judged judge_rate(const Estimate& found, const Expectation& e) {
    const Ratio ratio = std::get<Ratio>(e.bound);
    const double bound = static_cast<double>(ratio.numerator) / ratio.denominator;
    const bool low = holds(found.low, e.comparator, bound);
    const bool high = holds(found.high, e.comparator, bound);
    const auto number = [](double value) { return fmt::format("{:.4g}", value); };
    const words::Phrase text(
        "number.interval"_t,
        {{"n", number(found.estimate)}, {"low", number(found.low)}, {"high", number(found.high)}});
    if (low != high) return {Judgement::undecided, text};
    return {low ? Judgement::met : Judgement::failed, text};
}

Judged judge_latency(const LatencyOf& which, const Expectation& e, const Outcome& outcome) {
    const Histogram& histogram =
        which.end_to_end ? outcome.latencies.end_to_end : outcome.latencies.ack;
    if (histogram.count() == 0) return {Judgement::undecided, "run.none_measured"_t};
    const Duration found = which.which == LatencyOf::Which::max   ? histogram.max()
                           : which.which == LatencyOf::Which::p99 ? histogram.quantile({99, 100})
                                                                  : histogram.quantile({1, 2});
    const bool met = holds(found, e.comparator, std::get<Duration>(e.bound));
    return {met ? Judgement::met : Judgement::failed, to_text(found)};
}

}  // namespace

tl::expected<Expectation, std::string> parse_expectation(std::string_view text,
                                                         const CauseTable& causes) {
    Expectation e;
    e.text = std::string(text);
    const auto found = std::find_if(comparators.begin(), comparators.end(), [&](const auto& c) {
        return text.find(c.first) != std::string_view::npos;
    });
    if (found == comparators.end())
        return tl::unexpected<std::string>("no comparison: one of ==, !=, <, <=, >, >= is needed");
    e.comparator = found->second;
    const auto at = text.find(found->first);
    const std::string_view left = trim(text.substr(0, at));
    const std::string right(trim(text.substr(at + found->first.size())));
    const auto subject = parse_subject(left, causes);
    if (!subject) {
        const std::string near = nearest(left, all_subjects(causes));
        return tl::unexpected("nothing is called " + in_quotes(left) +
                              (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    }
    e.subject = *subject;
    if (std::holds_alternative<LatencyOf>(e.subject)) {
        const auto bound = parse_duration(right);
        if (!bound) return tl::unexpected(bound.error());
        e.bound = *bound;
        return e;
    }
    const bool is_rate = right.find_first_of(".%/") != std::string::npos;
    if (is_rate && std::holds_alternative<CountOf>(e.subject)) {
        const auto bound = parse_ratio(right);
        if (!bound) return tl::unexpected(bound.error());
        e.bound = *bound;
        return e;
    }
    const auto bound = exactly(right, 1);
    if (!bound) return tl::unexpected(bound.error());
    if (*bound < 0) return tl::unexpected<std::string>("a negative number of messages");
    e.bound = static_cast<std::uint64_t>(*bound);
    return e;
}

Judged judge(const Expectation& e, const Outcome& outcome) {
    if (const auto* cause = std::get_if<CountOfCause>(&e.subject))
        return judge_count(total(outcome, cause->cause), e);
    if (const auto* latency = std::get_if<LatencyOf>(&e.subject))
        return judge_latency(*latency, e, outcome);
    const auto& count = std::get<CountOf>(e.subject);
    if (std::holds_alternative<Ratio>(e.bound))
        return judge_rate(rate_of(outcome, count.level, count.fate), e);
    return judge_count(total(outcome, count.level, count.fate), e);
}

}  // namespace mqfate::scenarios
