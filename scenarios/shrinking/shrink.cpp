#include "scenarios/shrinking/shrink.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/input/layout.hpp"
#include "scenarios/input/written.hpp"
#include "scenarios/shrinking/passes.hpp"
#include "sim/base/ensure.hpp"
#include "sim/run/tally.hpp"
#include "sim/world/words.hpp"

namespace mqfate::scenarios {
namespace {

/// Whether `e` failed because something happened, or happened too often.
bool too_much(const Expectation& e, const Outcome& outcome) {
    const bool upper = e.comparator == Comparator::equal || e.comparator == Comparator::less ||
                       e.comparator == Comparator::at_most;
    return upper && judge(e, outcome).judgement == Judgement::failed;
}

/// Of what is counted the worst that happened; of every message what happened instead, where order
/// does not count. Nothing: nothing of it is wrong.
std::optional<Fate> worst_of(const CountOf& count, bool is_of_every, const Outcome& outcome) {
    const auto is_meant = [&](Fate fate) {
        return is_of_every ? !count.fates.has(fate) && fate != Fate::reordered
                           : count.fates.has(fate);
    };
    for (const Fate fate : worst_first)
        if (is_meant(fate) && total(outcome, count.level, fate) > 0) return fate;
    return {};
}

bool is_empty(const SightWish& wish) { return !wish.level && !wish.fate && !wish.cause; }

/// The worst of what is wished for, over all runs that drained: in the first run that shows it.
struct Found {
    Sight sight;
    std::uint64_t run = 0;
};
std::optional<Found> find(const Scenario& scenario, const Outcome& outcome, std::uint64_t seed,
                          const SightWish& wish) {
    for (const Fate fate : worst_first)
        for (std::size_t l = 0; l < level_count; ++l) {
            const auto level = static_cast<Level>(l);
            if ((wish.fate && *wish.fate != fate) || (wish.level && *wish.level != level)) continue;
            for (std::size_t i = 0; i < outcome.runs.size(); ++i) {
                const RunSummary& run = outcome.runs[i];
                if (!run.drained || run.fates.at(level, fate) == 0) continue;
                const std::uint64_t number = outcome.numbers[i];
                const Accounted run_again = simulate_accounted(scenario.plan, seed, number);
                if (const auto sight = worst_sight(
                        run_again.ledger, {.level = level, .fate = fate, .cause = wish.cause}))
                    return Found{*sight, number};
            }
        }
    return {};
}

/// The seed whose run 0 shows it; more are tried than for a candidate, since all starts from here.
std::optional<Sighting> first_seed(const Scenario& scenario, const ExperimentOptions& options,
                                   const Found& found, std::uint64_t& runs) {
    std::vector<std::uint64_t> seeds;
    const std::uint64_t most = std::max<std::uint64_t>(1'000, 20 * options.runs);
    for (std::uint64_t i = 0; i < (found.run == 0 ? 1 : most); ++i)
        seeds.push_back(options.seed + i);
    return first_sighting(scenario.plan, found.sight, seeds, options, runs);
}

Value words_of(const Text& title, const std::string& file) {
    if (title.zh.empty()) return text((title.en.empty() ? file : title.en) + ", shrunk");
    Value both;
    both.kind = Value::Kind::object;
    both.members.push_back({"en", {}, text(title.en + ", shrunk")});
    both.members.push_back({"zh-CN", {}, text(title.zh + "（缩小）")});
    return both;
}

Value expectations(const Sight& sight, const RunSummary& summary, const CauseTable& causes) {
    Value list;
    list.kind = Value::Kind::array;
    const auto some = [&](const std::string& subject) {
        list.items.push_back(text(subject + " > 0"));
    };
    some(std::string(name(sight.level)) + "." + std::string(name(sight.fate)));
    if (summary.fates.caused_by(sight.cause) > 0)
        some("cause." + std::string(causes.name(sight.cause)));
    return list;
}

/// The file: what is left, with a title, one run, its seed, and what it shows.
Value finished(const Smallest& smallest, const Sight& sight, const CauseTable& causes,
               Value title) {
    Value whole;
    whole.kind = Value::Kind::object;
    const auto add = [&](const char* key, Value value) {
        whole.members.push_back({key, {}, std::move(value)});
    };
    add("schema_version", number(1));
    add("title", std::move(title));
    for (const Member& member : smallest.root.members)
        if (member.name != "schema_version") whole.members.push_back(member);
    add("runs", number(1));
    add("seed", number(smallest.seed));
    add("expect", expectations(sight, smallest.summary, causes));
    return whole;
}

/// Reads `file` as a text again: it must say what was tried, and its only run show the sight.
Scenario read_again(const Value& file, const Sight& sight) {
    const auto document = Document::parse(laid_out(file), "shrunk");
    ENSURE(document.has_value(), "what is written can be parsed");
    auto scenario = read_scenario(*document);
    ENSURE(scenario.has_value(), "what is written can be read");
    ENSURE(shows(simulate_accounted(scenario->plan, scenario->seed, 0).ledger, sight),
           "what is written shows what it says");
    return std::move(*scenario);
}

}  // namespace

SightWish wish_of(const Scenario& scenario, const Outcome& outcome) {
    for (const Expectation& e : scenario.expect) {
        if (!too_much(e, outcome)) continue;
        SightWish wish;
        if (const auto* cause = std::get_if<CountOfCause>(&e.subject)) wish.cause = cause->cause;
        if (const auto* count = std::get_if<CountOf>(&e.subject)) {
            wish.level = count->level;
            wish.fate = worst_of(*count, std::holds_alternative<Every>(e.bound), outcome);
            if (!wish.fate) continue;
        }
        if (!is_empty(wish)) return wish;
    }
    return {};
}

tl::expected<Shrunk, NotShrunk> shrink(const Document& document, const Scenario& scenario,
                                       const ExperimentOptions& options, const SightWish& wish) {
    const auto stopped = [&] { return options.stop && options.stop->load(); };
    const Outcome outcome = simulate(scenario.plan, options);
    if (stopped()) return tl::unexpected(NotShrunk::interrupted);
    const auto found =
        find(scenario, outcome, options.seed, is_empty(wish) ? wish_of(scenario, outcome) : wish);
    if (!found) return tl::unexpected(NotShrunk::nothing_shows);
    Shrunk shrunk;
    shrunk.sight = found->sight;
    shrunk.runs = outcome.runs.size();
    const auto seen = first_seed(scenario, options, *found, shrunk.runs);
    if (stopped()) return tl::unexpected(NotShrunk::interrupted);
    if (!seen) return tl::unexpected(NotShrunk::no_seed);

    Trials trials(found->sight, options,
                  {bare(document.root(), scenario.log), scenario.log, seen->seed, seen->summary});
    run_passes(trials);
    shrunk.runs += trials.runs();
    shrunk.candidates = trials.candidates();
    shrunk.interrupted = trials.interrupted();
    shrunk.scenario = finished(trials.smallest(), found->sight, scenario.causes(),
                               words_of(scenario.title, document.file()));
    shrunk.from = size_of(scenario);
    shrunk.to = size_of(read_again(shrunk.scenario, found->sight));
    return shrunk;
}

}  // namespace mqfate::scenarios
