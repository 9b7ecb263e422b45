#include "scenarios/searching/questions.hpp"

#include <algorithm>
#include <optional>

#include "scenarios/input/errors.hpp"
#include "sim/world/words.hpp"
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

/// Two expectations may ask the same.
void add_once(std::vector<Question>& all, const Question& question) {
    if (std::find(all.begin(), all.end(), question) == all.end()) all.push_back(question);
}

std::uint64_t all_messages(const Scenario& scenario) {
    return std::uint64_t{scenario.plan->messages} * scenario.runs;
}

std::vector<Fate> listed(FateSet fates) {
    std::vector<Fate> all;
    for (std::size_t f = 0; f < fate_count; ++f)
        if (const auto fate = static_cast<Fate>(f); fates.has(fate)) all.push_back(fate);
    return all;
}

/// None of several fates: a question each, by the words of an expectation about it.
std::vector<Question> none_of(Level level, const std::vector<Fate>& fates) {
    std::vector<Question> all;
    for (const Fate fate : fates)
        all.push_back(
            none(std::string(mqfate::name(level)) + "." + std::string(mqfate::name(fate)) + " == 0",
                 level, fate));
    return all;
}

/// Every message. At the level of the effect a message may be absorbed as well, so that none may
/// have any other fate.
std::vector<Question> every(const CountOf& count, std::uint64_t messages) {
    if (count.fates.has(Fate::absorbed) && count.level == Level::effect) {
        std::vector<Fate> wrong;
        for (std::size_t f = 0; f < fate_count; ++f)
            if (const auto fate = static_cast<Fate>(f);
                !count.fates.has(fate) && fate != Fate::reordered)
                wrong.push_back(fate);
        return none_of(count.level, wrong);
    }
    return {at_the_end({"property.every"_t,
                        {{"subject", std::string(mqfate::name(count.level)) + ".exactly_once"}}},
                       count.level, Fate::exactly_once, messages, messages)};
}

using AsQuestions = tl::expected<std::vector<Question>, words::Phrase>;

/// The expectation as questions, all of which it asks, or why it is none.
AsQuestions as_questions(const Expectation& e, const Scenario& scenario, const AnyPlan& plan) {
    const auto no = [](words::Phrase why) { return tl::unexpected(std::move(why)); };
    const auto* count = std::get_if<CountOf>(&e.subject);
    if (std::holds_alternative<LatencyOf>(e.subject)) return no("left_out.no_time"_t);
    if (count == nullptr) return no("left_out.causes"_t);
    if (std::holds_alternative<Every>(e.bound)) return every(*count, plan->messages);
    const auto* number = std::get_if<std::uint64_t>(&e.bound);
    if (number == nullptr) return no("left_out.rate"_t);
    const bool all_runs = !e.each_run && count->fates == FateSet(Fate::exactly_once) &&
                          e.comparator == Comparator::equal && *number == all_messages(scenario);
    if (all_runs) return every(*count, plan->messages);
    const std::optional<Range> range = range_of(e.comparator, *number);
    if (!range) return no("left_out.no_range"_t);
    if (range->least > plan->messages) return no({"left_out.too_many"_t, {{"n", plan->messages}}});
    const std::vector<Fate> fates = listed(count->fates);
    if (fates.size() > 1) {
        if (range->most > 0) return no("left_out.several_fates"_t);
        return none_of(count->level, fates);
    }
    Question question = at_the_end(e.text, count->level, fates.front(), range->least, range->most);
    if (range->least > 0 && !e.each_run) question.property.kind = Property::Kind::sometimes;
    return std::vector{question};
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
        const AsQuestions found = as_questions(e, scenario, plan);
        if (!found) {
            questions.left_out.push_back(
                {"left_out"_t, {{"expectation", e.text}, {"why", found.error()}}});
            continue;
        }
        for (const Question& question : *found) add_once(questions.asked, question);
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
    const AsQuestions found = as_questions(*expectation, scenario, plan);
    if (!found) return wrong(found.error().in(words::Language::en));
    if (found->size() == 1) return found->front();
    std::vector<std::string> each;
    for (const Question& question : *found) each.push_back(question.property.name.id());
    return tl::unexpected(
        NoQuestion{in_quotes(name) + " is several questions", "one of: " + joined(each), {}});
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
