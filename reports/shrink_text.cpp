#include "reports/shrink_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/words.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string from_to(const char* what, std::uint64_t from, std::uint64_t to) {
    return fmt::format("{} {} -> {}", what, count(from), count(to));
}

std::string sight_in_words(const Sight& sight, const CauseTable& causes) {
    std::string text = fmt::format("{} {}", name(sight.level), name(sight.fate));
    if (sight.cause == Cause::none) return text;
    return text + fmt::format(", {}: {}", causes.name(sight.cause), explain(sight.cause));
}

Json size(const ShrinkSize& size) {
    return {{"messages", size.messages}, {"faults", size.faults}, {"settings", size.settings}};
}

/// Each line but the first two spaces further in.
std::string indented(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        result += text[i];
        if (text[i] == '\n') result += "  ";
    }
    return result;
}

}  // namespace

std::string shrink_text(const ShrinkResult& result) {
    std::string text = result.title + "\n\n";
    text += "Shows    " + sight_in_words(result.sight, result.causes) + "\n";
    text += fmt::format("Smaller  {}, {}, {}\n",
                        from_to("messages", result.from.messages, result.to.messages),
                        from_to("faults", result.from.faults, result.to.faults),
                        from_to("settings off default", result.from.settings, result.to.settings));
    text += fmt::format("Took     {} runs of {} scenarios\n", count(result.runs),
                        count(result.candidates));
    if (result.interrupted) text += "Interrupted: the smallest so far.\n";
    text += "\n" + result.scenario;
    if (!result.saved.empty()) text += fmt::format("\nAgain: mqfate run {}\n", result.saved);
    return text;
}

std::string shrink_json(const ShrinkResult& result) {
    Json json;
    json["shows"] = {{"level", name(result.sight.level)}, {"fate", name(result.sight.fate)}};
    if (result.sight.cause == Cause::none)
        json["shows"]["cause"] = nullptr;
    else
        json["shows"]["cause"] = result.causes.name(result.sight.cause);
    json["from"] = size(result.from);
    json["to"] = size(result.to);
    json["runs"] = result.runs;
    json["interrupted"] = result.interrupted;
    // The scenario keeps its own order, and its numbers as they were written.
    const std::string head = json.dump(2);
    return head.substr(0, head.size() - 2) + ",\n  \"scenario\": " + indented(result.scenario) +
           "\n}\n";
}

}  // namespace mqfate::reports
