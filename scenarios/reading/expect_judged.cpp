// What an outcome makes of an expectation.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "scenarios/input/quantities.hpp"
#include "scenarios/reading/expect.hpp"
#include "sim/run/tally.hpp"
#include "words/catalogue.hpp"

namespace mqfate::scenarios {

using namespace words::literals;

namespace {

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

Judgement met_if(bool met) { return met ? Judgement::met : Judgement::failed; }

Judged judge_total(const std::vector<std::uint64_t>& by_run, const Expectation& e) {
    const auto found = std::accumulate(by_run.begin(), by_run.end(), std::uint64_t{0});
    return {met_if(holds(found, e.comparator, std::get<std::uint64_t>(e.bound))),
            std::to_string(found)};
}

Judged judge_each_run(const std::vector<std::uint64_t>& by_run, const Expectation& e) {
    if (by_run.empty()) return {Judgement::undecided, "run.none_measured"_t};
    const auto [least, most] = std::minmax_element(by_run.begin(), by_run.end());
    const words::Phrase found =
        *least == *most
            ? words::Phrase("expect.a_run"_t, {{"n", *least}})
            : words::Phrase("expect.between_a_run"_t, {{"least", *least}, {"most", *most}});
    const auto bound = std::get<std::uint64_t>(e.bound);
    return {met_if(std::all_of(by_run.begin(), by_run.end(),
                               [&](std::uint64_t n) { return holds(n, e.comparator, bound); })),
            found};
}

Judged judge_count(const std::vector<std::uint64_t>& by_run, const Expectation& e) {
    return e.each_run ? judge_each_run(by_run, e) : judge_total(by_run, e);
}

Judged judge_every(const CountOf& count, const Outcome& outcome) {
    const std::uint64_t found = total(outcome, count.level, count.fates);
    const std::uint64_t all = total_judged(outcome, count.level);
    return {met_if(found == all), {"number.of"_t, {{"n", found}, {"all", all}}}};
}

std::vector<std::uint64_t> by_run(const Outcome& outcome, Cause cause) {
    std::vector<std::uint64_t> counts;
    for (const RunSummary& run : outcome.runs) counts.push_back(run.fates.caused_by(cause));
    return counts;
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
    return {met_if(low), text};
}

Judged judge_latency(const LatencyOf& which, const Expectation& e, const Outcome& outcome) {
    const Histogram& histogram =
        which.end_to_end ? outcome.latencies.end_to_end : outcome.latencies.ack;
    if (histogram.count() == 0) return {Judgement::undecided, "run.none_measured"_t};
    const Duration found = which.which == LatencyOf::Which::max   ? histogram.max()
                           : which.which == LatencyOf::Which::p99 ? histogram.quantile({99, 100})
                                                                  : histogram.quantile({1, 2});
    const bool met = holds(found, e.comparator, std::get<Duration>(e.bound));
    return {met_if(met), to_text(found)};
}

}  // namespace

Judged judge(const Expectation& e, const Outcome& outcome) {
    if (const auto* cause = std::get_if<CountOfCause>(&e.subject))
        return judge_count(by_run(outcome, cause->cause), e);
    if (const auto* latency = std::get_if<LatencyOf>(&e.subject))
        return judge_latency(*latency, e, outcome);
    const auto& count = std::get<CountOf>(e.subject);
    if (std::holds_alternative<Every>(e.bound)) return judge_every(count, outcome);
    if (std::holds_alternative<Ratio>(e.bound))
        return judge_rate(rate_of(outcome, count.level, count.fates), e);
    return judge_count(per_run(outcome, count.level, count.fates), e);
}

}  // namespace mqfate::scenarios
