#include "scenarios/reading/scenario.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/reading/faults.hpp"
#include "scenarios/reading/network.hpp"
#include "scenarios/searching/questions.hpp"
#include "scenarios/systems/all.hpp"
#include "scenarios/systems/the_system.hpp"

namespace mqfate::scenarios {
namespace {

Text read_text(Reader& root, std::string_view key) {
    if (!root.has(key)) return {};
    const Cursor cursor = root.at(key);
    if (cursor.is(Value::Kind::string)) return {cursor.value()->text, {}};
    Text text;
    Reader languages = cursor.object();
    for (const auto& [language, target] :
         {std::pair<std::string_view, std::string*>{"en", &text.en}, {"zh-CN", &text.zh}})
        if (languages.has(language)) {
            const Cursor words = languages.at(language);
            if (words.is(Value::Kind::string))
                *target = words.value()->text;
            else
                words.error("not a text", "a string");
        }
    return text;
}

void read_limits(Reader limits, Limits& target) {
    target.workload = limits.duration_or("workload", target.workload, {.min = milliseconds(1)});
    target.drain = limits.duration_or("drain", target.drain, {.min = milliseconds(1)});
}

void read_expectations(Reader& root, Scenario& scenario) {
    for (const Cursor& cursor : root.array("expect")) {
        const std::string text = cursor.string();
        if (!cursor.is(Value::Kind::string)) continue;
        auto expectation = parse_expectation(text, scenario.causes());
        if (!expectation) {
            cursor.error(in_quotes(text) + ": " + expectation.error(),
                         "as in \"log.no_loss\" or \"rate(effect.duplicated) < 0.1%\"");
            continue;
        }
        const auto* count = std::get_if<CountOf>(&expectation->subject);
        if (count && count->level != Level::log && !scenario.plan->publication.has_audiences())
            cursor.error(in_quotes(text) + ": the scenario has no consumer", "the level log");
        scenario.expect.push_back(std::move(*expectation));
    }
}

void read_explore(Reader explore, Scenario& scenario) {
    for (const Cursor& name : explore.array("properties"))
        if (name.is(Value::Kind::string))
            if (const auto question = question_named(name.value()->text, scenario, scenario.plan);
                !question)
                name.error(question.error().found, question.error().expected,
                           question.error().suggestion);
    scenario.exploration = read_exploration(std::move(explore));
}

void read_system(Reader& root, Scenario& scenario) {
    const System& system = the_system(root, all_systems());
    scenario.system = &system;
    SystemPart part = system.read(root.at(system.key).object(), scenario.plan);
    CommonPlan& plan = *scenario.plan;
    NetworkPart network =
        read_network(root.object_or_none("network"), part.names.nodes, std::move(part.channels));
    plan.wiring = std::move(network.wiring);
    plan.disks.assign(plan.wiring.nodes(), read_disk(root.object_or_none("disk")));
    part.names.racks = std::move(network.racks);
    scenario.weak_spots = system.weak_spots(scenario.plan, part.names.racks);
    FaultsPart faults =
        read_faults(root.at("faults").is_a(ReadMember::Kind::container).array(), part.names);
    plan.faults = std::move(faults.plan);
    scenario.fault_texts = std::move(faults.texts);
    if (!root.errors().empty()) return;
    const Promises promises = system.promises(scenario.plan);
    scenario.log_promise = promises.log;
    scenario.effect_promise = promises.effect;
}

}  // namespace

tl::expected<Scenario, Errors> read_scenario(const Document& document) {
    Scenario scenario;
    Errors errors(document.file());
    {
        Reader root(document, errors, &scenario.log);
        if (root.has("$schema")) root.string("$schema");
        root.aside({"$schema", "title", "about", "control", "runs", "seed", "expect", "explore",
                    "compare"});
        root.integer<int>("schema_version", {.min = 1, .max = 1});
        scenario.title = read_text(root, "title");
        scenario.about = read_text(root, "about");
        scenario.control = root.string_or("control", {});
        scenario.runs = root.integer_or<std::uint64_t>("runs", 100, {.min = 1, .max = 10'000'000});
        scenario.seed = root.integer_or<std::uint64_t>("seed", 1, {.min = 0, .max = 1LL << 62});
        const bool swarm = root.boolean_or("swarm", false);
        Limits limits;
        read_limits(root.object_or_none("limits"), limits);
        read_system(root, scenario);
        scenario.plan->limits = limits;
        scenario.plan->faults.swarm = swarm;
        read_expectations(root, scenario);
        read_explore(root.object_or_none("explore"), scenario);
        scenario.comparison = read_comparison(root.object_or_none("compare"));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    scenario.changed = changed_settings(scenario.log);
    scenario.without_effect = named_without_effect(scenario.log);
    return scenario;
}

}  // namespace mqfate::scenarios
