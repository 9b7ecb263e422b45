// mqfate shrink FILE: the smallest scenario that still shows what went wrong in this one.
#include "scenarios/shrinking/shrink.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/describe.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "reports/shrink_text.hpp"
#include "scenarios/input/errors.hpp"
#include "scenarios/input/layout.hpp"
#include "sim/world/words.hpp"

namespace mqfate::cli {
namespace {

template <class T> std::vector<std::string> words() {
    constexpr std::size_t count = std::is_same_v<T, Fate> ? fate_count : level_count;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.emplace_back(name(static_cast<T>(i)));
    return all;
}

void no_such(const char* option, const std::string& word, const std::vector<std::string>& all) {
    const std::string near = scenarios::nearest(word, all);
    fmt::print(stderr, "mqfate: {}: nothing is called {}{}; expected one of: {}\n", option,
               scenarios::in_quotes(word), near.empty() ? "" : "; did you mean \"" + near + "\"?",
               scenarios::joined(all));
}

/// Nothing, after the error was printed, if --cause or --fate names what there is not.
std::optional<SightWish> wish_of(const Options& options, const CauseTable& causes) {
    SightWish wish;
    if (!options.cause.empty()) {
        wish.cause = causes.named(options.cause);
        if (!wish.cause) {
            std::vector<std::string> all;
            for (const CauseWord& word : causes.all()) all.emplace_back(word.name);
            return no_such("--cause", options.cause, all), std::nullopt;
        }
    }
    if (options.fate.empty()) return wish;
    const auto dot = options.fate.find('.');
    wish.level = level_named(options.fate.substr(0, dot));
    if (!wish.level)
        return no_such("--fate LEVEL.FATE", options.fate.substr(0, dot), words<Level>()),
               std::nullopt;
    const std::string fate = dot == std::string::npos ? "" : options.fate.substr(dot + 1);
    wish.fate = fate_named(fate);
    std::vector<std::string> wrong;
    for (const Fate bad : worst_first) wrong.emplace_back(name(bad));
    if (std::find(wrong.begin(), wrong.end(), fate) == wrong.end())
        return no_such("--fate LEVEL.FATE", fate, wrong), std::nullopt;
    return wish;
}

int nothing(scenarios::NotShrunk why, const Options& options, std::uint64_t seed,
            std::uint64_t runs) {
    switch (why) {
        case scenarios::NotShrunk::nothing_shows:
            fmt::print(stderr, "mqfate: {} in {} runs of {} with seed {}; --runs looks at more\n",
                       options.cause.empty() && options.fate.empty()
                           ? "nothing went wrong"
                           : "what was asked for did not happen",
                       runs, options.file, seed);
            return Exit::inconclusive;
        case scenarios::NotShrunk::no_seed:
            fmt::print(stderr,
                       "mqfate: it is too rare to be shown by run 0 of another seed; --seed or "
                       "--runs look elsewhere\n");
            return Exit::inconclusive;
        case scenarios::NotShrunk::interrupted:
            fmt::print(stderr, "mqfate: interrupted before anything was found\n");
            return Exit::interrupted;
    }
    return Exit::bug_of_ours;
}

reports::ShrinkSize size(const scenarios::ScenarioSize& size) {
    return {size.messages, size.faults, size.settings};
}

}  // namespace

int shrink(const Options& options) {
    auto loaded = load(options.file);
    if (!loaded) return Exit::bad_input;
    const auto wish = wish_of(options, loaded->scenario.causes);
    if (!wish) return Exit::bad_input;
    scenarios::Scenario& scenario = loaded->scenario;
    const std::uint64_t seed = options.seed.value_or(scenario.seed);
    const std::uint64_t runs = options.runs.value_or(scenario.runs);
    if (!within_limits(options, loaded->document, scenario, {.runs = runs})) return Exit::bad_input;

    const auto shrunk = [&] {
        Progress progress("shrinking", 0);
        return scenarios::shrink(loaded->document, scenario,
                                 {.seed = seed,
                                  .runs = runs,
                                  .jobs = options.jobs,
                                  .stop = Progress::stop(),
                                  .finished = progress.finished()},
                                 *wish);
    }();
    if (!shrunk) return nothing(shrunk.error(), options, seed, runs);
    const reports::ShrinkResult result{.title = title_of(scenario, options),
                                       .sight = shrunk->sight,
                                       .from = size(shrunk->from),
                                       .to = size(shrunk->to),
                                       .runs = shrunk->runs,
                                       .candidates = shrunk->candidates,
                                       .interrupted = shrunk->interrupted,
                                       .scenario = scenarios::laid_out(shrunk->scenario),
                                       .saved = options.out,
                                       .causes = scenario.causes};
    if (!options.out.empty() && !write_out(options.out, result.scenario)) return Exit::bad_input;
    const std::string text = options.format == Format::json ? reports::shrink_json(result)
                                                            : reports::shrink_text(result);
    if (!write_out("", text)) return Exit::bad_input;
    return shrunk->interrupted ? Exit::interrupted : Exit::done;
}

}  // namespace mqfate::cli
