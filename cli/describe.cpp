#include "cli/describe.hpp"

#include <fmt/format.h>

#include <set>

#include "models/engine.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "words/translation.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

using reports::RunText;

std::vector<std::pair<std::string, std::string>> setting_lines(
    const std::vector<scenarios::ChangedSetting>& changed, const words::Say& say) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& setting : changed) {
        const std::string text = setting.key + "=" + setting.value;
        const auto chinese = say.chinese() ? words::in_chinese(setting.owner) : std::nullopt;
        const std::string owner = "  " + chinese.value_or(setting.owner);
        if (!lines.empty() && lines.back().first == owner)
            lines.back().second += " " + text;
        else
            lines.emplace_back(owner, text);
    }
    return lines;
}

std::vector<reports::FaultLine> fault_lines(const scenarios::Scenario& scenario,
                                            const Outcome& outcome) {
    std::vector<reports::FaultLine> lines;
    const std::size_t rules = scenario.plan->faults.rules.size();
    for (std::size_t i = 0; i < scenario.fault_texts.size(); ++i) {
        reports::FaultLine line{scenario.fault_texts[i], 0, 0, {}};
        for (const RunSummary& run : outcome.runs) {
            const Strikes& strikes = i < rules ? run.rule_strikes[i] : run.node_strikes[i - rules];
            line.strikes += strikes.count;
            line.runs += strikes.count > 0 ? 1 : 0;
        }
        lines.push_back(std::move(line));
    }
    if (scenario.plan->faults.swarm)
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines[i].swarm = i < rules ? reports::swarm_of_rule(outcome, i)
                                       : reports::swarm_of_node_fault(outcome, i - rules);
    return lines;
}

std::string command(const char* what, const Options& options, std::uint64_t seed,
                    std::uint64_t runs) {
    return fmt::format("mqfate {} {} --seed {} --runs {}{}", what, options.file, seed, runs,
                       options.swarm ? " --swarm" : "");
}

}  // namespace

reports::Labels labels_of(const AnyPlan& plan) {
    return {plan->wiring.names, plan.engine().dialect};
}

std::string in_language(const scenarios::Text& text, const words::Say& say) {
    return say.chinese() && !text.zh.empty() ? text.zh : text.en;
}

std::string title_of(const scenarios::Scenario& scenario, const Options& options) {
    const std::string title = in_language(scenario.title, options.say);
    return title.empty() ? options.file : title;
}

std::string names_without_effect(const scenarios::Scenario& scenario) {
    std::string names;
    std::set<std::string> told;
    for (const scenarios::ChangedSetting& setting : scenario.without_effect)
        if (told.insert(setting.key).second) names += (names.empty() ? "" : ", ") + setting.key;
    return names;
}

RunText describe(const scenarios::Scenario& scenario, const reports::Report& report,
                 const Options& options) {
    const Outcome& outcome = report.results.front().outcome;
    RunText told;
    told.title = title_of(scenario, options);
    told.about = in_language(scenario.about, options.say);
    told.system = scenario.system->lines(scenario.plan);
    for (const words::Phrase& spot : scenario.weak_spots)
        told.system.emplace_back("run.weak_spot"_t, spot);
    told.settings = setting_lines(scenario.changed, options.say);
    if (const std::string names = names_without_effect(scenario); !names.empty())
        told.settings.emplace_back("  " + options.say("run.no_effect"_t), names);
    told.faults = fault_lines(scenario, outcome);
    const auto promise = [](const scenarios::Promise& p) {
        return reports::semantics(p.may_lose, p.may_duplicate);
    };
    told.log_promise = promise(scenario.log_promise);
    told.effect_promise = promise(scenario.effect_promise);
    told.repeat = command("run", options, report.seed, outcome.asked);
    if (!scenario.control.empty())
        told.next = "mqfate run " + scenario.control;
    else if (!scenario.comparison.empty())
        told.next = "mqfate compare " + options.file;
    return told;
}

std::optional<reports::MessageStory> clearest_story(const scenarios::Scenario& scenario,
                                                    const reports::Result& result,
                                                    std::uint64_t seed, const words::Say& say) {
    for (const Fate fate : {Fate::lost_confirmed, Fate::duplicated, Fate::lost_rejected,
                            Fate::lost_unknown, Fate::phantom, Fate::reordered, Fate::parked})
        for (std::size_t i = 0; i < result.outcome.runs.size(); ++i) {
            if (!has_fate(result.outcome.runs[i], fate)) continue;
            const std::uint64_t run = result.outcome.numbers[i];
            const Traced traced = simulate_traced(scenario.plan, seed, run);
            const auto message = reports::clearest(traced.ledger);
            if (!message) return {};
            return reports::MessageStory{
                run, *message, reports::fates(traced.ledger, *message),
                reports::timeline(traced.trace, *message, labels_of(scenario.plan), say)};
        }
    return {};
}

}  // namespace mqfate::cli
