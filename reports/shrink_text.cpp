#include "reports/shrink_text.hpp"

#include <nlohmann/json.hpp>

#include "reports/words.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

using Json = nlohmann::ordered_json;

words::Phrase from_to(words::Text text, std::uint64_t from, std::uint64_t to) {
    return {text, {{"from", count(from)}, {"to", count(to)}}};
}

words::Phrase sight_in_words(const Sight& sight, const Dialect& dialect) {
    std::vector<words::Param> params{{"level", name(sight.level)}, {"fate", name(sight.fate)}};
    if (sight.cause == Cause::none) return {"shrink.fate"_t, std::move(params)};
    params.emplace_back("name", dialect.causes.name(sight.cause));
    params.emplace_back("cause", explain(sight.cause, dialect));
    return {"shrink.fate_and_cause"_t, std::move(params)};
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

std::string shrink_text(const ShrinkResult& result, const Say& say) {
    const std::pair<std::string, words::Phrase> lines[] = {
        {say("shrink.shows"_t), sight_in_words(result.sight, result.dialect)},
        {say("shrink.smaller"_t),
         {"list"_t,
          {{"all",
            {from_to("shrink.messages"_t, result.from.messages, result.to.messages),
             from_to("shrink.faults"_t, result.from.faults, result.to.faults),
             from_to("shrink.settings"_t, result.from.settings, result.to.settings)},
            "list.comma"_t}}}},
        {say("shrink.took"_t),
         {"shrink.effort"_t,
          {{"runs", count(result.runs)}, {"scenarios", count(result.candidates)}}}}};
    std::size_t wide = 0;
    for (const auto& [name, what] : lines) wide = std::max(wide, columns(name));
    std::string text = result.title + "\n\n";
    for (const auto& [name, what] : lines) text += padded(name, wide) + "  " + say(what) + "\n";
    if (result.interrupted) text += say("shrink.interrupted"_t) + "\n";
    text += "\n" + result.scenario;
    if (!result.saved.empty())
        text += "\n" + say("shrink.again"_t, {{"file", result.saved}}) + "\n";
    return text;
}

std::string shrink_json(const ShrinkResult& result) {
    Json json;
    json["shows"] = {{"level", name(result.sight.level)}, {"fate", name(result.sight.fate)}};
    if (result.sight.cause == Cause::none)
        json["shows"]["cause"] = nullptr;
    else
        json["shows"]["cause"] = result.dialect.causes.name(result.sight.cause);
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
