#include "reports/csv.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// Of one configuration: how many expectations are met, failed and undecided, and those that are
/// not met with what was found, in English.
std::string expectations(const Result& result) {
    std::array<std::size_t, 3> counts{};
    std::string not_met;
    for (const Expected& e : result.expected) {
        ++counts.at(static_cast<std::size_t>(e.judgement));
        if (e.judgement == Judgement::met) continue;
        not_met += not_met.empty() ? "" : "; ";
        not_met += fmt::format("{}: {}, found {}", word(e.judgement), e.text,
                               e.found.in(words::Language::en));
    }
    return fmt::format("{},{},{},{}", counts[0], counts[1], counts[2], quoted(not_met));
}

bool is_shown(const Report& report, const Result& result, Level level) {
    if (level != Level::log && !result.has_consumers) return false;
    return !report.level || *report.level == level;
}

}  // namespace

std::string to_csv(const Report& report) {
    std::string text;
    if (report.results.empty()) return text;
    for (const auto& [axis, value] : report.results.front().set) text += quoted(axis) + ",";
    text += "runs,messages,level,fate,count,estimate,low,high,met,failed,undecided,not_met\r\n";
    for (const Result& result : report.results) {
        std::string head;
        for (const auto& [axis, value] : result.set) head += quoted(value) + ",";
        std::uint64_t messages = 0;
        for (const RunSummary& run : result.outcome.runs) messages += run.published;
        head += fmt::format("{},{},", result.outcome.runs.size(), messages);
        const std::string tail = expectations(result);
        for (std::size_t l = 0; l < level_count; ++l)
            for (std::size_t f = 0; f < fate_count; ++f) {
                const auto level = static_cast<Level>(l);
                if (!is_shown(report, result, level)) continue;
                const auto fate = static_cast<Fate>(f);
                const Estimate e = rate_of(result.outcome, level, fate);
                text += fmt::format("{}{},{},{},{:.9g},{:.9g},{:.9g},{}\r\n", head, name(level),
                                    name(fate), total(result.outcome, level, fate), e.estimate,
                                    e.low, e.high, tail);
            }
    }
    return text;
}

}  // namespace mqfate::reports
