#include "reports/run_text.hpp"

#include <fmt/format.h>

#include "reports/table.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

std::string pairs(const std::vector<std::pair<std::string, std::string>>& lines) {
    std::size_t wide = 0;
    for (const auto& [key, value] : lines) wide = std::max(wide, columns(key));
    std::string text;
    for (const auto& [key, value] : lines) text += "  " + padded(key, wide) + "  " + value + "\n";
    return text;
}

std::string faults(const std::vector<FaultLine>& faults, std::uint64_t runs) {
    if (faults.empty()) return "  none\n";
    std::string text;
    for (const FaultLine& fault : faults) {
        text += "  " + fault.text + "\n";
        text += fault.strikes == 0
                    ? "    never struck\n"
                    : fmt::format("    struck {} times, in {} of {} runs\n", count(fault.strikes),
                                  count(fault.runs), count(runs));
        if (fault.swarm) text += swarm_lines(*fault.swarm);
    }
    return text;
}

std::string fates(const Result& result) {
    const std::size_t levels = result.has_consumers ? level_count : 1;
    std::vector<std::string> head{"fate"};
    std::vector<bool> right{false};
    for (std::size_t l = 0; l < levels; ++l) {
        head.insert(head.end(), {std::string(name(static_cast<Level>(l))), ""});
        right.insert(right.end(), {true, false});
    }
    Table table(head, right);
    for (std::size_t f = 0; f < fate_count; ++f) {
        const auto fate = static_cast<Fate>(f);
        // The losses and duplicates that everybody looks for are shown even when there are none.
        bool shown =
            fate == Fate::exactly_once || fate == Fate::lost_confirmed || fate == Fate::duplicated;
        std::vector<std::string> cells{std::string(fate_words(fate))};
        for (std::size_t l = 0; l < levels; ++l) {
            const auto level = static_cast<Level>(l);
            const std::uint64_t n = total(result.outcome, level, fate);
            shown = shown || n > 0;
            cells.push_back(count(n));
            cells.push_back(share(rate_of(result.outcome, level, fate)));
        }
        if (shown) table.row(std::move(cells));
    }
    return table.text();
}

std::string causes(const Outcome& outcome, const CauseTable& table_of_causes) {
    Table table({"", "", ""}, {true, false, false});
    bool any = false;
    for (const CauseWord& word : table_of_causes.all()) {
        const std::uint64_t n = total(outcome, word.code);
        if (n == 0) continue;
        any = true;
        table.row({count(n), std::string(word.name), std::string(explain(word.code))});
    }
    if (!any) return {};
    const std::string text = table.text();
    return "\nWhy\n" + text.substr(text.find('\n') + 1);
}

std::string semantics_line(const Result& result, Level level, const std::string& promise) {
    const std::string_view seen = semantics(result.outcome, level);
    std::string text = fmt::format("  {:9} {}", name(level), seen);
    if (!promise.empty()) text += "; the settings alone promise " + promise;
    return text + "\n";
}

std::string latencies(const Result& result) {
    Table table({"", "p50", "p99", "max"}, {false, true, true, true});
    const auto row = [&](const char* what, const Histogram& h) {
        if (h.count() == 0) return;
        table.row({what, duration(h.quantile({1, 2})), duration(h.quantile({99, 100})),
                   duration(h.max())});
    };
    row("published to confirmed", result.outcome.latencies.ack);
    row("published to effect", result.outcome.latencies.end_to_end);
    std::vector<double> rates;
    for (const RunSummary& run : result.outcome.runs)
        if (run.workload.ns > 0)
            rates.push_back(1e9 * static_cast<double>(run.published) /
                            static_cast<double>(run.workload.ns));
    return table.text() + "  throughput  " + per_second(mean_of(rates).estimate) + "\n";
}

std::uint64_t undrained(const Outcome& outcome) {
    std::uint64_t n = 0;
    for (const RunSummary& run : outcome.runs) n += run.drained ? 0 : 1;
    return n;
}

}  // namespace

std::string expectations(const std::vector<Expected>& expected) {
    if (expected.empty()) return {};
    Table table({"", "", ""}, {false, false, false});
    for (const Expected& e : expected)
        table.row({std::string(e.judgement), e.text, "found " + e.found});
    const std::string text = table.text();
    return "\nExpected\n" + text.substr(text.find('\n') + 1);
}

std::string run_text(const Report& report, const RunText& words) {
    const Result& result = report.results.front();
    const Outcome& outcome = result.outcome;
    std::uint64_t messages = 0;
    for (const RunSummary& run : outcome.runs) messages += run.published;

    std::string text = words.title + "\n";
    if (!words.about.empty()) text += words.about + "\n";
    text += "\nSimulated\n" + pairs(words.system) + pairs(words.settings);
    text += "\nFaults\n" + faults(words.faults, outcome.runs.size());
    text += fmt::format("\nFates of {} messages in {} runs (95 % intervals over runs)\n",
                        count(messages), count(outcome.runs.size()));
    text += fates(result);
    text += causes(outcome, report.causes);
    text += "\nSemantics observed\n" + semantics_line(result, Level::log, words.log_promise);
    if (result.has_consumers) text += semantics_line(result, Level::effect, words.effect_promise);
    text += "\nTimes\n" + latencies(result);
    if (words.story)
        text += fmt::format("\nMessage {} of run {}: {}\n", words.story->message.value + 1,
                            words.story->run, words.story->fate) +
                words.story->timeline;
    text += expectations(result.expected);
    if (const std::uint64_t n = undrained(outcome); n > 0)
        text += fmt::format("\n{} of {} runs were cut off by a limit before all had settled.\n",
                            count(n), count(outcome.runs.size()));
    if (words.interrupted)
        text += fmt::format("\nInterrupted: {} of {} runs were finished.\n",
                            count(outcome.runs.size()), count(outcome.asked));
    text += fmt::format("\nSeed {}. Again: {}\n", report.seed, words.repeat);
    if (!words.next.empty()) text += "Next:  " + words.next + "\n";
    return text;
}

}  // namespace mqfate::reports
