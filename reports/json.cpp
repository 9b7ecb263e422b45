#include "reports/json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "reports/audiences.hpp"
#include "reports/comparison.hpp"
#include "reports/swarm.hpp"
#include "reports/words.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

using Json = nlohmann::ordered_json;

double in_seconds(Duration d) { return static_cast<double>(d.ns) / 1e9; }

Json estimate(const Estimate& e) {
    return {{"estimate", e.estimate}, {"low", e.low}, {"high", e.high}};
}

Json latency(const Histogram& histogram) {
    if (histogram.count() == 0) return nullptr;
    return {{"p50", in_seconds(histogram.quantile({1, 2}))},
            {"p99", in_seconds(histogram.quantile({99, 100}))},
            {"max", in_seconds(histogram.max())}};
}

std::vector<double> throughput_per_run(const Outcome& outcome) {
    std::vector<double> values;
    for (const RunSummary& run : outcome.runs)
        if (run.workload.ns > 0)
            values.push_back(static_cast<double>(run.published) / in_seconds(run.workload));
    return values;
}

Json per_fault(const Outcome& outcome) {
    std::uint64_t strikes = 0;
    std::uint64_t lost = 0;
    Histogram losses;  // of messages: the histogram of counts
    for (const RunSummary& run : outcome.runs) {
        std::uint64_t in_run = 0;
        for (const Strikes& s : run.node_strikes) in_run += s.count;
        strikes += in_run;
        const std::uint64_t lost_in_run = run.fates.at(Level::log, Fate::lost_confirmed);
        lost += lost_in_run;
        if (in_run > 0) losses.add(Duration{static_cast<std::int64_t>(lost_in_run / in_run)});
    }
    if (strikes == 0) return nullptr;
    return {{"strikes", strikes},
            {"lost_confirmed",
             {{"mean", static_cast<double>(lost) / static_cast<double>(strikes)},
              {"p99", losses.quantile({99, 100}).ns},
              {"max", losses.max().ns}}}};
}

Json swarm_of(const char* what, std::size_t i, const Swarm& swarm) {
    Json json{{what, i}, {"runs", {{"on", swarm.on}, {"off", swarm.off}}}};
    for (const Swarm::Wrong& wrong : swarm.wrong)
        json["went_wrong"][std::string(name(wrong.fate))] = {{"on", wrong.on}, {"off", wrong.off}};
    return json;
}

Json swarm(const Outcome& outcome) {
    Json all = Json::array();
    if (outcome.runs.empty()) return all;
    for (std::size_t i = 0; i < outcome.runs.front().rule_strikes.size(); ++i)
        all.push_back(swarm_of("rule", i, swarm_of_rule(outcome, i)));
    for (std::size_t i = 0; i < outcome.runs.front().node_strikes.size(); ++i)
        all.push_back(swarm_of("node_fault", i, swarm_of_node_fault(outcome, i)));
    return all;
}

/// By name, level and fate; empty unless there are several.
Json by_audience(const Result& result) {
    Json all = Json::object();
    for (const AudienceFates& audience : audience_fates(result))
        for (const Level level : {Level::delivery, Level::effect})
            for (std::size_t f = 0; f < fate_count; ++f) {
                const auto fate = static_cast<Fate>(f);
                all[audience.name][std::string(name(level))][std::string(name(fate))] =
                    audience.counts.at(level, fate);
            }
    return all;
}

Json configuration(const Result& result, const CauseTable& causes) {
    const Outcome& outcome = result.outcome;
    Json json;
    json["set"] = Json::object();
    for (const auto& [axis, value] : result.set) json["set"][axis] = value;
    std::uint64_t messages = 0;
    std::uint64_t confirmed = 0;
    std::uint64_t rejected = 0;
    bool drained = true;
    for (const RunSummary& run : outcome.runs) {
        messages += run.published;
        confirmed += run.confirmed;
        rejected += run.rejected;
        drained = drained && run.drained;
    }
    json["runs"] = outcome.runs.size();
    json["messages"] = messages;
    json["told"] = {{"success", confirmed}, {"failure", rejected}};
    const std::size_t levels = result.has_consumers ? level_count : 1;
    for (std::size_t l = 0; l < levels; ++l) {
        const auto level = static_cast<Level>(l);
        const std::string key(name(level));
        for (std::size_t f = 0; f < fate_count; ++f) {
            const auto fate = static_cast<Fate>(f);
            json["fates"][key][std::string(name(fate))] = total(outcome, level, fate);
            json["rates"][key][std::string(name(fate))] = estimate(rate_of(outcome, level, fate));
        }
        json["semantics"][key] = semantics(outcome, level).en;
    }
    if (Json audiences = by_audience(result); !audiences.empty())
        json["audiences"] = std::move(audiences);
    json["causes"] = Json::object();
    for (const CauseWord& word : causes.all())
        if (const std::uint64_t n = total(outcome, word.code); n > 0)
            json["causes"][std::string(word.name)] = n;
    json["latency"]["ack"] = latency(outcome.latencies.ack);
    json["latency"]["end_to_end"] = latency(outcome.latencies.end_to_end);
    json["throughput"] = mean_of(throughput_per_run(outcome)).estimate;
    json["per_fault"] = per_fault(outcome);
    if (result.swarm) json["swarm"] = swarm(outcome);
    json["drained"] = drained;
    if (!result.expected.empty()) {
        json["expect"] = Json::array();
        for (const Expected& e : result.expected)
            json["expect"].push_back({{"expect", e.text},
                                      {"found", e.found.in(words::Language::en)},
                                      {"judgement", word(e.judgement)}});
    }
    json["fingerprint"] = fmt::format("{:016x}", outcome.fingerprint());
    return json;
}

/// A share as an estimate with its counts, a difference as an estimate, times in seconds, a rate a
/// second, semantics as a word; null where there is no such thing.
Json cell(const Cell& cell) {
    struct Render {
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(const Share& found) const {
            Json json = estimate(found.rate);
            json["cases"] = found.cases;
            json["all"] = found.all;
            return json;
        }
        Json operator()(const Difference& difference) const { return estimate(difference.by); }
        Json operator()(const words::Text& text) const { return text.en; }
        Json operator()(Duration time) const { return in_seconds(time); }
        Json operator()(PerSecond rate) const { return rate.rate; }
    };
    return std::visit(Render{}, cell);
}

/// "log.lost_silently", "log.lost_silently.vs_first", "ack_p99": one for each level of the column.
std::vector<std::string> keys(const Column& column) {
    const std::string key = std::string(column.key) + (column.is_difference ? ".vs_first" : "");
    if (column.levels.empty()) return {key};
    std::vector<std::string> all;
    for (const Level level : column.levels) all.push_back(std::string(name(level)) + "." + key);
    return all;
}

Json comparison(const Report& report) {
    const Comparison found = comparison_of(report);
    Json json;
    json["levels"] = Json::array();
    for (const Level level : found.levels) json["levels"].push_back(name(level));
    json["differ"] = Json::array();
    json["alike"] = Json::array();
    for (const Column& column : found.columns)
        for (const std::string& key : keys(column))
            json[column.is_alike ? "alike" : "differ"].push_back(key);
    json["no_difference"] = found.idle_axes;
    json["rows"] = Json::array();
    for (const ComparedRow& row : found.rows) {
        Json one{{"set", Json::object()}, {"configurations", row.results}};
        for (std::size_t axis = 0; axis < found.axes.size(); ++axis)
            one["set"][found.axes[axis]] = row.values[axis];
        for (const Column& column : found.columns)
            for (const std::string& key : keys(column))
                one["found"][key] = cell(column.cells[row.results.front()]);
        json["rows"].push_back(std::move(one));
    }
    return json;
}

Json expectations(const Expectations& found) {
    return {{"met", found.met},
            {"failed", found.failed},
            {"undecided", found.undecided},
            {"failed_in", found.failed_in}};
}

}  // namespace

std::string to_json(const Report& report) {
    Json json;
    json["mqfate"] = {{"version", report.version},
                      {"schema_version", 1},
                      {"scenario", report.scenario},
                      {"scenario_fingerprint", fmt::format("{:016x}", report.fingerprint)},
                      {"seed", report.seed}};
    json["configurations"] = Json::array();
    for (const Result& result : report.results)
        json["configurations"].push_back(configuration(result, report.dialect.causes));
    if (const Expectations found = count_expectations(report); found.all() > 0)
        json["expectations"] = expectations(found);
    if (!report.results.empty() && !report.results.front().set.empty())
        json["comparison"] = comparison(report);
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mqfate::reports
