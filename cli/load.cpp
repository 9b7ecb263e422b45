#include "cli/load.hpp"

#include <cstdio>

#include "cli/language.hpp"
#include "sim/base/luck.hpp"

namespace mqfate::cli {
namespace {

reports::Judgement judgement_of(scenarios::Judgement judgement) {
    switch (judgement) {
        case scenarios::Judgement::met: return reports::Judgement::met;
        case scenarios::Judgement::failed: return reports::Judgement::failed;
        case scenarios::Judgement::undecided: break;
    }
    return reports::Judgement::undecided;
}

}  // namespace

std::optional<Loaded> load(const std::string& name, const words::Say& say) {
    auto source = read_source(name);
    if (!source) {
        complain(source.error(), say);
        return {};
    }
    auto document = scenarios::Document::parse(source->text, name);
    if (!document) {
        std::fputs(document.error().text(say.language).c_str(), stderr);
        return {};
    }
    auto scenario = scenarios::read_scenario(*document);
    if (!scenario) {
        std::fputs(scenario.error().text(say.language).c_str(), stderr);
        return {};
    }
    return Loaded{std::move(*source), std::move(*document), std::move(*scenario)};
}

bool within_limits(const Options& options, const scenarios::Document& document,
                   scenarios::Scenario& scenario, const scenarios::Amount& amount) {
    if (options.no_limits) return true;
    const scenarios::Errors errors = scenarios::too_much(document, scenario, amount);
    std::fputs(errors.text(options.say.language).c_str(), stderr);
    scenarios::ration(scenario.plan, amount);
    return errors.empty();
}

std::uint64_t fingerprint_of(const std::string& text) {
    HistoryHash hash;
    for (const char c : text) hash.add(static_cast<unsigned char>(c));
    return hash.value();
}

std::vector<reports::Expected> judge_all(const scenarios::Scenario& scenario,
                                         const Outcome& outcome) {
    std::vector<reports::Expected> all;
    for (const scenarios::Expectation& expectation : scenario.expect) {
        const scenarios::Judged judged = scenarios::judge(expectation, outcome);
        all.push_back({expectation.text, judged.found, judgement_of(judged.judgement)});
    }
    return all;
}

int exit_status(const std::vector<reports::Result>& results, bool interrupted) {
    bool undecided = false;
    for (const reports::Result& result : results)
        for (const reports::Expected& expected : result.expected) {
            if (expected.judgement == reports::Judgement::failed)
                return interrupted ? Exit::interrupted : Exit::expectation_failed;
            undecided = undecided || expected.judgement == reports::Judgement::undecided;
        }
    if (interrupted) return Exit::interrupted;
    return undecided ? Exit::inconclusive : Exit::done;
}

}  // namespace mqfate::cli
