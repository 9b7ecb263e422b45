#include "reports/csv.hpp"

#include <fmt/format.h>

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

}  // namespace

std::string to_csv(const Report& report) {
    std::string text;
    if (report.results.empty()) return text;
    for (const auto& [axis, value] : report.results.front().set) text += quoted(axis) + ",";
    text += "runs,messages,level,fate,count,estimate,low,high\r\n";
    for (const Result& result : report.results) {
        std::string head;
        for (const auto& [axis, value] : result.set) head += quoted(value) + ",";
        std::uint64_t messages = 0;
        for (const RunSummary& run : result.outcome.runs) messages += run.published;
        head += fmt::format("{},{},", result.outcome.runs.size(), messages);
        const std::size_t levels = result.has_consumers ? level_count : 1;
        for (std::size_t l = 0; l < levels; ++l)
            for (std::size_t f = 0; f < fate_count; ++f) {
                const auto level = static_cast<Level>(l);
                const auto fate = static_cast<Fate>(f);
                const Estimate e = rate_of(result.outcome, level, fate);
                text += fmt::format("{}{},{},{},{:.9g},{:.9g},{:.9g}\r\n", head, name(level),
                                    name(fate), total(result.outcome, level, fate), e.estimate,
                                    e.low, e.high);
            }
    }
    return text;
}

}  // namespace mqfate::reports
