#include "scenarios/searching/questions.hpp"

#include <algorithm>
#include <optional>

#include "scenarios/input/errors.hpp"
#include "words/catalogue.hpp"

namespace mqfate::scenarios {
namespace {

using namespace words::literals;
using Of = Question::Of;

Question at_the_end(words::Phrase name, Level level, Fate fate, std::uint64_t least,
                    std::uint64_t most) {
    return {{std::move(name), Property::Kind::at_the_end}, Of::fates, level, fate, least, most, 0};
}
Question none(words::Phrase name, Level level, Fate fate) {
    return at_the_end(std::move(name), level, fate, 0, 0);
}
Question no_effect_twice() {
    Question question;
    question.property = {"property.no-effect-twice"_t, Property::Kind::always};
    question.of = Of::repeats;
    question.level = Level::effect;
    question.most = 0;
    return question;
}
Question confirmed() {
    Question question;
    question.property = {"property.confirmed"_t, Property::Kind::sometimes};
    question.of = Of::confirmed;
    question.least = 1;
    return question;
}

std::vector<NamedQuestion> of_all_systems() {
    return {
        {"no-loss", none("property.no-loss"_t, Level::log, Fate::lost_confirmed)},
        {"no-duplicate", none("property.no-duplicate"_t, Level::log, Fate::duplicated)},
        {"no-reordering", none("property.no-reordering"_t, Level::log, Fate::reordered)},
        {"no-effect-lost", none("property.no-effect-lost"_t, Level::effect, Fate::lost_confirmed),
         true},
        {"no-effect-twice", no_effect_twice(), true},
        {"confirmed", confirmed()},
    };
}

std::optional<NamedQuestion> find(std::string_view key, const System& system) {
    for (const NamedQuestion& named : named_questions(system))
        if (named.key == key) return named;
    return {};
}

struct Range {
    std::uint64_t least = 0;
    std::uint64_t most = Question::any;
};
/// Nothing: no number at all, or numbers on both sides of a gap.
std::optional<Range> range_of(Comparator comparator, std::uint64_t n) {
    switch (comparator) {
        case Comparator::equal: return Range{n, n};
        case Comparator::unequal:
            if (n != 0) return {};
            return Range{1};
        case Comparator::less:
            if (n == 0) return {};
            return Range{0, n - 1};
        case Comparator::at_most: return Range{0, n};
        case Comparator::more: return Range{n + 1};
        case Comparator::at_least: return Range{n};
    }
    return {};
}

std::uint64_t all_messages(const Scenario& scenario) {
    return std::uint64_t{scenario.plan->messages} * scenario.runs;
}

/// The expectation as a question, or why it is none.
tl::expected<Question, words::Phrase> as_question(const Expectation& e, const Scenario& scenario,
                                                  const AnyPlan& plan) {
    const auto* count = std::get_if<CountOf>(&e.subject);
    if (std::holds_alternative<LatencyOf>(e.subject))
        return tl::unexpected<words::Phrase>("left_out.no_time"_t);
    if (count == nullptr) return tl::unexpected<words::Phrase>("left_out.causes"_t);
    const auto* number = std::get_if<std::uint64_t>(&e.bound);
    if (number == nullptr) return tl::unexpected<words::Phrase>("left_out.rate"_t);
    const bool every = count->fate == Fate::exactly_once && e.comparator == Comparator::equal &&
                       *number == all_messages(scenario);
    if (every)
        return at_the_end({"property.every"_t, {{"subject", e.text.substr(0, e.text.find(' '))}}},
                          count->level, count->fate, plan->messages, plan->messages);
    const std::optional<Range> range = range_of(e.comparator, *number);
    if (!range) return tl::unexpected<words::Phrase>("left_out.no_range"_t);
    if (range->least > plan->messages)
        return tl::unexpected(words::Phrase("left_out.too_many"_t, {{"n", plan->messages}}));
    Question question = at_the_end(e.text, count->level, count->fate, range->least, range->most);
    if (range->least > 0) question.property.kind = Property::Kind::sometimes;
    return question;
}

}  // namespace

std::vector<NamedQuestion> named_questions(const System& system) {
    std::vector<NamedQuestion> all = of_all_systems();
    const std::vector<NamedQuestion>& own = system.questions();
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

std::vector<std::string> question_keys(const System& system) {
    std::vector<std::string> keys;
    for (const NamedQuestion& named : named_questions(system)) keys.emplace_back(named.key);
    return keys;
}

Questions usual_questions(const Scenario& scenario, const AnyPlan& plan) {
    Questions questions;
    for (const Expectation& e : scenario.expect) {
        const auto question = as_question(e, scenario, plan);
        if (question)
            questions.asked.push_back(*question);
        else
            questions.left_out.push_back(
                {"left_out"_t, {{"expectation", e.text}, {"why", question.error()}}});
    }
    const System& system = *scenario.system;
    const auto ask = [&](std::string_view key) {
        questions.asked.push_back(find(key, system)->question);
    };
    if (questions.asked.empty()) {
        const Promise& promise = scenario.effect_promise;
        ask("no-loss");
        if (plan->publication.has_audiences() &&
            (!promise.may_duplicate || promise.only_behind_a_failure))
            ask("no-effect-twice");
    }
    // Who asks only whether something can happen gets the answer as soon as it has.
    const bool only_sightings =
        std::all_of(questions.asked.begin(), questions.asked.end(), [](const Question& question) {
            return question.property.kind == Property::Kind::sometimes;
        });
    if (!only_sightings)
        for (const NamedQuestion& own : system.questions())
            if (own.usual) questions.asked.push_back(own.question);
    if (system.confirms(plan)) ask("confirmed");
    return questions;
}

tl::expected<Question, NoQuestion> question_named(const std::string& name, const Scenario& scenario,
                                                  const AnyPlan& plan) {
    const auto wrong = [&](const std::string& why) {
        return tl::unexpected(NoQuestion{in_quotes(name) + ": " + why, {}, {}});
    };
    if (const auto named = find(name, *scenario.system)) {
        if (named->of_consumers && !plan->publication.has_audiences())
            return wrong("the scenario has no consumer");
        return named->question;
    }
    if (name.find('.') == std::string::npos) {
        const std::vector<std::string> keys = question_keys(*scenario.system);
        return tl::unexpected(NoQuestion{
            "no property is called " + in_quotes(name),
            "one of: " + joined(keys) + ", or an expectation such as \"log.duplicated == 0\"",
            nearest(name, keys)});
    }
    const auto expectation = parse_expectation(name, scenario.causes());
    if (!expectation) return wrong(expectation.error());
    const auto* count = std::get_if<CountOf>(&expectation->subject);
    if (count != nullptr && count->level != Level::log && !plan->publication.has_audiences())
        return wrong("the scenario has no consumer");
    auto question = as_question(*expectation, scenario, plan);
    if (!question) return wrong(question.error().in(words::Language::en));
    return std::move(*question);
}

std::optional<Question> question_called(const std::string& property, const Scenario& scenario,
                                        const AnyPlan& plan) {
    for (const Question& question : usual_questions(scenario, plan).asked)
        if (question.property.name.id() == property) return question;
    for (const NamedQuestion& named : named_questions(*scenario.system))
        if (named.question.property.name.id() == property) return named.question;
    const auto named = question_named(property, scenario, plan);
    if (!named) return {};
    return *named;
}

}  // namespace mqfate::scenarios
