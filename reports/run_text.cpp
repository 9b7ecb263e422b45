#include "reports/run_text.hpp"

#include <fmt/format.h>

#include "reports/audiences.hpp"
#include "reports/share.hpp"
#include "reports/table.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

std::string pairs(const std::vector<std::pair<std::string, std::string>>& lines) {
    std::size_t wide = 0;
    for (const auto& [key, value] : lines) wide = std::max(wide, columns(key));
    std::string text;
    for (const auto& [key, value] : lines) text += "  " + padded(key, wide) + "  " + value + "\n";
    return text;
}

std::string system(const std::vector<Line>& lines, const Say& say) {
    std::vector<std::pair<std::string, std::string>> said;
    for (const auto& [key, value] : lines) said.emplace_back(say(key), say(value));
    return pairs(said);
}

std::string faults(const std::vector<FaultLine>& faults, std::uint64_t runs, const Say& say) {
    if (faults.empty()) return "  " + say("run.no_faults"_t) + "\n";
    std::string text;
    for (const FaultLine& fault : faults) {
        text += "  " + fault.text + "\n    ";
        text += fault.strikes == 0 ? say("run.never_struck"_t)
                                   : say("run.struck"_t, {{"n", count(fault.strikes)},
                                                          {"runs", count(fault.runs)},
                                                          {"all", count(runs)}});
        text += "\n";
        if (fault.swarm) text += swarm_lines(*fault.swarm, say);
    }
    return text;
}

std::string fates(const Result& result, const Say& say) {
    const std::size_t levels = result.has_consumers ? level_count : 1;
    std::vector<std::string> head{say("run.fate"_t)};
    std::vector<bool> right{false};
    for (std::size_t l = 0; l < levels; ++l) {
        head.insert(head.end(), {say(level_words(static_cast<Level>(l))), ""});
        right.insert(right.end(), {true, false});
    }
    Table table(head, right);
    for (std::size_t f = 0; f < fate_count; ++f) {
        const auto fate = static_cast<Fate>(f);
        // The losses and duplicates that everybody looks for are shown even when there are none.
        bool shown =
            fate == Fate::exactly_once || fate == Fate::lost_confirmed || fate == Fate::duplicated;
        std::vector<std::string> cells{say(fate_words(fate))};
        for (std::size_t l = 0; l < levels; ++l) {
            const auto level = static_cast<Level>(l);
            const std::uint64_t n = total(result.outcome, level, fate);
            shown = shown || n > 0;
            const Share found = share_of(result.outcome, level, fate);
            const bool few = found.in_few_runs();
            cells.push_back(few ? share(found, say) : count(n));
            cells.push_back(few ? "" : share(found, say));
        }
        if (shown) table.row(std::move(cells));
    }
    return table.text();
}

/// "1,998 exactly once, 2 lost confirmed".
words::Phrase counted(const FateCounts& counts, Level level) {
    std::vector<words::Phrase> all;
    for (std::size_t f = 0; f < fate_count; ++f) {
        const auto fate = static_cast<Fate>(f);
        if (const std::uint64_t n = counts.at(level, fate); n > 0)
            all.emplace_back("run.counted"_t,
                             std::vector<words::Param>{{"n", count(n)}, {"fate", fate_said(fate)}});
    }
    return {"list"_t, {{"all", std::move(all), "list.comma"_t}}};
}

std::string audiences(const Result& result, const Say& say) {
    const std::vector<AudienceFates> all = audience_fates(result);
    if (all.empty()) return {};
    Table table(
        {say("run.audience"_t), say(level_words(Level::delivery)), say(level_words(Level::effect))},
        {false, false, false});
    for (const auto& [name, counts] : all)
        table.row(
            {name, say(counted(counts, Level::delivery)), say(counted(counts, Level::effect))});
    return "\n" + table.text();
}

std::string causes(const Outcome& outcome, const Dialect& dialect, const Say& say) {
    Table table({"", "", ""}, {true, false, false});
    bool any = false;
    for (const CauseWord& word : dialect.causes.all()) {
        const std::uint64_t n = total(outcome, word.code);
        if (n == 0) continue;
        any = true;
        table.row({count(n), std::string(word.name), say(explain(word.code, dialect))});
    }
    if (!any) return {};
    const std::string text = table.text();
    return "\n" + say("run.why"_t) + "\n" + text.substr(text.find('\n') + 1);
}

std::string semantics_line(const Result& result, Level level,
                           const std::optional<words::Text>& promise, const Say& say) {
    const words::Text seen = semantics(result.outcome, level);
    const std::string text =
        promise ? say("run.promised"_t, {{"seen", seen}, {"promise", *promise}}) : say(seen);
    return "  " + padded(say(level_words(level)), 9) + " " + text + "\n";
}

std::string latencies(const Result& result, const Say& say) {
    Table table({"", "p50", "p99", say("run.max"_t)}, {false, true, true, true});
    const auto row = [&](words::Text what, const Histogram& h) {
        if (h.count() == 0) return;
        table.row({say(what), duration(h.quantile({1, 2})), duration(h.quantile({99, 100})),
                   duration(h.max())});
    };
    row("run.published_to_confirmed"_t, result.outcome.latencies.ack);
    row("run.published_to_effect"_t, result.outcome.latencies.end_to_end);
    std::vector<double> rates;
    for (const RunSummary& run : result.outcome.runs)
        if (run.workload.ns > 0)
            rates.push_back(1e9 * static_cast<double>(run.published) /
                            static_cast<double>(run.workload.ns));
    return table.text() + "  " + say("run.throughput"_t) + "  " +
           per_second(mean_of(rates).estimate) + "\n";
}

std::uint64_t undrained(const Outcome& outcome) {
    std::uint64_t n = 0;
    for (const RunSummary& run : outcome.runs) n += run.drained ? 0 : 1;
    return n;
}

}  // namespace

std::string expectations(const std::vector<Expected>& expected, const Say& say) {
    if (expected.empty()) return {};
    Table table({"", "", ""}, {false, false, false});
    for (const Expected& e : expected)
        table.row(
            {say(judgement_words(e.judgement)), e.text, say("run.found"_t, {{"found", e.found}})});
    const std::string text = table.text();
    return "\n" + say("run.expected"_t) + "\n" + text.substr(text.find('\n') + 1);
}

std::string run_text(const Report& report, const RunText& told, const Say& say) {
    const Result& result = report.results.front();
    const Outcome& outcome = result.outcome;
    const std::string runs = count(outcome.runs.size());
    std::uint64_t messages = 0;
    for (const RunSummary& run : outcome.runs) messages += run.published;

    std::string text = told.title + "\n";
    const auto heading = [&](const std::string& words) { text += "\n" + words + "\n"; };
    if (!told.about.empty()) text += told.about + "\n";
    heading(say("run.simulated"_t));
    text += system(told.system, say) + pairs(told.settings);
    heading(say("run.faults"_t));
    text += faults(told.faults, outcome.runs.size(), say);
    const bool few = outcome.runs.size() < enough_runs;
    heading(say(few ? "run.fates_few"_t : "run.fates"_t,
                {{"messages", count(messages)}, {"runs", runs}}));
    text += fates(result, say) + audiences(result, say) + causes(outcome, report.dialect, say);
    heading(say("run.semantics"_t));
    text += semantics_line(result, Level::log, told.log_promise, say);
    if (result.has_consumers)
        text += semantics_line(result, Level::effect, told.effect_promise, say);
    heading(say("run.times"_t));
    text += latencies(result, say);
    if (told.story) {
        heading(say("run.message"_t, {{"n", told.story->message.value + 1},
                                      {"run", told.story->run},
                                      {"fate", told.story->fate}}));
        text += told.story->timeline;
    }
    text += expectations(result.expected, say);
    if (const std::uint64_t n = undrained(outcome); n > 0)
        heading(say("run.cut_off"_t, {{"n", count(n)}, {"all", runs}}));
    if (told.interrupted)
        heading(say("run.interrupted"_t, {{"n", runs}, {"all", count(outcome.asked)}}));
    heading(say("run.again"_t, {{"seed", report.seed}, {"command", told.repeat}}));
    if (!told.next.empty()) text += say("run.next"_t, {{"command", told.next}}) + "\n";
    return text;
}

}  // namespace mqfate::reports
