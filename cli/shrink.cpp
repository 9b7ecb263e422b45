// mqfate shrink FILE: the smallest scenario that still shows what went wrong in this one.
#include "scenarios/shrinking/shrink.hpp"

#include "cli/describe.hpp"
#include "cli/language.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "reports/shrink_text.hpp"
#include "scenarios/input/errors.hpp"
#include "scenarios/input/layout.hpp"
#include "sim/world/words.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

template <class T> std::vector<std::string> all_names() {
    constexpr std::size_t count = std::is_same_v<T, Fate> ? fate_count : level_count;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.emplace_back(name(static_cast<T>(i)));
    return all;
}

void no_such(const char* option, const std::string& word, const std::vector<std::string>& all,
             const words::Say& say) {
    const std::string near = scenarios::nearest(word, all);
    std::vector<words::Param> params{
        {"option", option}, {"name", scenarios::in_quotes(word)}, {"all", scenarios::joined(all)}};
    if (near.empty()) return complain({"cli.nothing_called"_t, std::move(params)}, say);
    params.emplace_back("near", near);
    complain({"cli.nothing_called_but"_t, std::move(params)}, say);
}

/// Nothing, after the error was printed, if --cause or --fate names what there is not.
std::optional<SightWish> wish_of(const Options& options, const CauseTable& causes) {
    SightWish wish;
    if (!options.cause.empty()) {
        wish.cause = causes.named(options.cause);
        if (!wish.cause) {
            std::vector<std::string> all;
            for (const CauseWord& word : causes.all()) all.emplace_back(word.name);
            return no_such("--cause", options.cause, all, options.say), std::nullopt;
        }
    }
    if (options.fate.empty()) return wish;
    const auto dot = options.fate.find('.');
    wish.level = level_named(options.fate.substr(0, dot));
    if (!wish.level)
        return no_such("--fate LEVEL.FATE", options.fate.substr(0, dot), all_names<Level>(),
                       options.say),
               std::nullopt;
    const std::string fate = dot == std::string::npos ? "" : options.fate.substr(dot + 1);
    wish.fate = fate_named(fate);
    std::vector<std::string> wrong;
    for (const Fate bad : worst_first) wrong.emplace_back(name(bad));
    if (std::find(wrong.begin(), wrong.end(), fate) == wrong.end())
        return no_such("--fate LEVEL.FATE", fate, wrong, options.say), std::nullopt;
    return wish;
}

int nothing(scenarios::NotShrunk why, const Options& options, std::uint64_t seed,
            std::uint64_t runs) {
    switch (why) {
        case scenarios::NotShrunk::nothing_shows:
            complain({options.cause.empty() && options.fate.empty() ? "cli.nothing_went_wrong"_t
                                                                    : "cli.did_not_happen"_t,
                      {{"runs", runs}, {"file", options.file}, {"seed", seed}}},
                     options.say);
            return Exit::inconclusive;
        case scenarios::NotShrunk::no_seed:
            complain("cli.too_rare"_t, options.say);
            return Exit::inconclusive;
        case scenarios::NotShrunk::interrupted:
            complain("cli.interrupted_before"_t, options.say);
            return Exit::interrupted;
    }
    return Exit::bug_of_ours;
}

reports::ShrinkSize size(const scenarios::ScenarioSize& size) {
    return {size.messages, size.faults, size.settings};
}

}  // namespace

int shrink(const Options& options) {
    auto loaded = load(options.file, options.say);
    if (!loaded) return Exit::bad_input;
    const auto wish = wish_of(options, loaded->scenario.causes());
    if (!wish) return Exit::bad_input;
    scenarios::Scenario& scenario = loaded->scenario;
    const std::uint64_t seed = options.seed.value_or(scenario.seed);
    const std::uint64_t runs = options.runs.value_or(scenario.runs);
    if (!within_limits(options, loaded->document, scenario, {.runs = runs})) return Exit::bad_input;

    const auto shrunk = [&] {
        Progress progress("progress.shrinking"_t, 0, options.say);
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
                                       .dialect = scenario.plan.engine().dialect};
    if (!options.out.empty() && !write_out(options.out, result.scenario, options.say))
        return Exit::bad_input;
    const std::string text = options.format == Format::json
                                 ? reports::shrink_json(result)
                                 : reports::shrink_text(result, options.say);
    if (!write_out("", text, options.say)) return Exit::bad_input;
    return shrunk->interrupted ? Exit::interrupted : Exit::done;
}

}  // namespace mqfate::cli
