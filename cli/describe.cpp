#include "cli/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/kafka/system.hpp"
#include "reports/words.hpp"
#include "models/engine.hpp"
#include "sim/run/tally.hpp"

namespace mqfate::cli {
namespace {

using reports::RunText;

std::vector<std::pair<std::string, std::string>> system_lines(
    const Vocabulary::Settings& all) {
    const kafka::Settings& settings = all.kafka;
    std::vector<std::pair<std::string, std::string>> lines;
    lines.emplace_back(
        "Kafka", fmt::format("{} broker{}", settings.brokers, settings.brokers == 1 ? "" : "s"));
    for (std::uint16_t t = 0; t < settings.topics.size(); ++t) {
        const auto& topic = settings.topics[t];
        const auto partition = std::find_if(settings.partitions.begin(), settings.partitions.end(),
                                            [&](const auto& p) { return p.topic == t; });
        lines.emplace_back("topic " + topic.name,
                           fmt::format("{} partition{}, {} replica{}", topic.partitions,
                                       topic.partitions == 1 ? "" : "s", partition->replicas.size(),
                                       partition->replicas.size() == 1 ? "" : "s"));
    }
    for (const auto& publisher : all.app.publishers)
        lines.emplace_back("producer " + settings.producer(publisher.node).name,
                           reports::count(publisher.messages) + " messages");
    for (const auto& consumer : settings.consumers) {
        const std::string_view commit[] = {"commits before the work", "commits after the work",
                                           "commits automatically"};
        lines.emplace_back("consumer " + consumer.name,
                           std::string(commit[static_cast<std::size_t>(consumer.commit)]));
    }
    return lines;
}

std::vector<std::pair<std::string, std::string>> setting_lines(
    const std::vector<scenarios::ChangedSetting>& changed) {
    std::vector<std::pair<std::string, std::string>> lines;
    for (const auto& setting : changed) {
        const std::string text = setting.key + "=" + setting.value;
        if (!lines.empty() && lines.back().first == "  " + setting.owner)
            lines.back().second += " " + text;
        else
            lines.emplace_back("  " + setting.owner, text);
    }
    return lines;
}

std::vector<reports::FaultLine> fault_lines(const scenarios::Scenario& scenario,
                                            const Outcome& outcome) {
    std::vector<reports::FaultLine> lines;
    const std::size_t rules = scenario.plan.faults.rules.size();
    for (std::size_t i = 0; i < scenario.fault_texts.size(); ++i) {
        reports::FaultLine line{scenario.fault_texts[i], 0, 0, {}};
        for (const RunSummary& run : outcome.runs) {
            const Strikes& strikes = i < rules ? run.rule_strikes[i] : run.node_strikes[i - rules];
            line.strikes += strikes.count;
            line.runs += strikes.count > 0 ? 1 : 0;
        }
        lines.push_back(std::move(line));
    }
    if (scenario.plan.faults.swarm)
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

reports::Labels labels_of(const Plan<Vocabulary>& plan) {
    return {plan.wiring.names, KindTable::of<Vocabulary::Body>(),
            KindTable::of<Vocabulary::Timer>(), kafka::System::causes()};
}

std::string title_of(const scenarios::Scenario& scenario, const Options& options) {
    const std::string& title =
        options.chinese && !scenario.title.zh.empty() ? scenario.title.zh : scenario.title.en;
    return title.empty() ? options.file : title;
}

RunText describe(const scenarios::Scenario& scenario, const reports::Report& report,
                 const Options& options) {
    const auto in_language = [&](const scenarios::Text& text) {
        return options.chinese && !text.zh.empty() ? text.zh : text.en;
    };
    const Outcome& outcome = report.results.front().outcome;
    RunText words;
    words.title = title_of(scenario, options);
    words.about = in_language(scenario.about);
    words.system = system_lines(scenario.plan.settings);
    for (const std::string& spot : scenario.weak_spots)
        words.system.emplace_back("weak spot", spot);
    words.settings = setting_lines(scenario.changed);
    words.faults = fault_lines(scenario, outcome);
    const auto promise = [](const scenarios::Promise& p) {
        return std::string(reports::semantics(p.may_lose, p.may_duplicate));
    };
    words.log_promise = promise(scenario.log_promise);
    words.effect_promise = promise(scenario.effect_promise);
    words.repeat = command("run", options, report.seed, outcome.asked);
    if (!scenario.control.empty())
        words.next = "mqfate run " + scenario.control;
    else if (!scenario.comparison.empty())
        words.next = "mqfate compare " + options.file;
    return words;
}

std::optional<reports::Story> clearest_story(const scenarios::Scenario& scenario,
                                             const reports::Result& result, std::uint64_t seed) {
    for (const Fate fate : {Fate::lost_confirmed, Fate::duplicated, Fate::lost_rejected,
                            Fate::lost_unknown, Fate::phantom, Fate::reordered})
        for (std::size_t i = 0; i < result.outcome.runs.size(); ++i) {
            if (!has_fate(result.outcome.runs[i], fate)) continue;
            const std::uint64_t run = result.outcome.numbers[i];
            const scenarios::Traced traced = scenarios::simulate_traced(scenario.plan, seed, run);
            const auto message = reports::clearest(traced.ledger);
            if (!message) return {};
            return reports::Story{
                run, *message, reports::fates(traced.ledger, *message),
                reports::timeline(traced.trace, *message, labels_of(scenario.plan))};
        }
    return {};
}

}  // namespace mqfate::cli
