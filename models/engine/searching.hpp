// The explorer of one model behind functions without templates, and the stories that it tells.
// Included by engine_of.hpp only. Tested by: tests/models/engine/searching_test.cpp.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "models/engine.hpp"
#include "models/engine/simulating.hpp"
#include "models/engine/telling.hpp"
#include "models/searching.hpp"
#include "sim/explore/in_time/arrival_of.hpp"
#include "sim/explore/in_time/in_time.hpp"
#include "sim/explore/in_time/order_in_time.hpp"
#include "sim/explore/reduction/interchangeable.hpp"
#include "sim/explore/search/search.hpp"
#include "sim/explore/search/trail.hpp"
#include "sim/explore/story/calmest.hpp"
#include "sim/explore/world/world_machine.hpp"

namespace mqfate::engine {

/// Chosen: a story is worth half a second more, at 100,000 worlds a second.
inline constexpr std::size_t most_worlds_for_calm = 50'000;

/// A story has the names in which it began, and each of its worlds all of its steps.
inline Scope without_reductions(Scope scope) {
    scope.symmetry = scope.partial_order = false;
    return scope;
}

/// Takes steps and tells them.
template <class Model> class Narrator {
public:
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;
    using V = typename Model::Vocabulary;

    Narrator(const Plan<V>& plan, const Scope& scope, std::vector<Question> asked)
        : plan_(plan),
          scope_(without_reductions(scope)),
          machine_(plan_, scope_, std::move(asked)) {
        machine_.record(&tracing_);
    }

    void begin(State state) {
        state_ = std::move(state);
        tracing_.begin(state_.world);
        story_.beginning = Model::portrait(state_.world, plan_);
        last_ = machine_.look(state_);
    }
    void begin() {
        std::vector<State> starts;
        machine_.starts(starts);
        begin(std::move(starts.front()));
    }
    std::vector<Choice> choices() {
        std::vector<Choice> all;
        machine_.steps(state_, all);
        return all;
    }
    ToldStep named(const Choice& choice) const { return told<Model>(choice, state_.world, plan_); }
    void take(const Choice& choice) {
        ToldStep step = named(choice);
        tracing_.clear();
        last_ = machine_.take(state_, choice);
        taken_.push_back(choice);
        step.trace = tracing_.trace();
        step.world = Model::portrait(state_.world, plan_);
        story_.steps.push_back(std::move(step));
    }
    /// Whether the last step shows the question at `place`, whose story this is.
    bool shows(std::size_t place) const {
        return ((last_.broken | last_.reached) >> place & 1U) != 0;
    }
    Story finish(const Property& property) {
        story_.property = property.name;
        story_.kind = property.kind;
        story_.fates = machine_.at_the_end(state_);
        look_in_time();
        return std::move(story_);
    }

private:
    void look_in_time() {
        const InTime timed = in_time<Model>(plan_, scope_, taken_);
        story_.feasible_in_time = timed.feasible();
        for (std::size_t i = 0; i < timed.at.size(); ++i) story_.steps[i].at = timed.at[i];
        for (const TimeBound& bound : timed.forbidding)
            story_.forbidding.push_back(told(bound, plan_));
    }

    const Plan<V>& plan_;
    Scope scope_;
    Machine machine_;
    Tracing<Model> tracing_;
    State state_;
    Findings last_;
    std::vector<Choice> taken_;
    Story story_;
};

template <class Model>
Story story_of(const Plan<typename Model::Vocabulary>& plan, const Bounds& bounds,
               const std::vector<Question>& asked, std::size_t place, const Path& path) {
    using Machine = WorldMachine<Model>;
    using State = typename Machine::State;
    const auto shows = [&](const Findings& findings) {
        return ((findings.broken | findings.reached) >> place & 1U) != 0;
    };
    const auto same_actor = [&](const Choice& a, const Choice& b) {
        const NodeId node = actor(a, plan);
        return node != no_node && node == actor(b, plan);
    };
    const auto actor_of = [&](const Choice& choice) -> std::uint32_t {
        return actor(choice, plan).value;
    };
    const Machine reduced(plan, bounds.scope, asked);
    const auto calmest =
        Calmest(reduced, shows, actor_of, most_worlds_for_calm).find(path.steps.size());
    Trail<Machine> trail = trail_of(reduced, calmest.value_or(path), shows, same_actor);
    const Scope scope = without_reductions(bounds.scope);
    const Machine machine(plan, scope, asked);
    const auto look = [&](const std::vector<Choice>& steps) {
        return in_time<Model>(plan, scope, steps);
    };
    const auto is_about = [&](const TimeBound& bound, const Choice& choice, const State& state) {
        return is_arrival_of(bound, choice, state.world, plan);
    };
    const auto name = [&](const Choice& choice, const State& state) {
        ToldStep step = told<Model>(choice, state.world, plan);
        return std::tuple(std::move(step.who), step.does.id(), std::move(step.about));
    };
    OrderInTime(machine, shows, look, is_about, name).find(trail);
    Narrator<Model> narrator(plan, bounds.scope, asked);
    narrator.begin(trail.worlds.front());
    for (const Choice& step : trail.steps) narrator.take(step);
    Story story = narrator.finish(asked[place].property);
    story.added_for_time = static_cast<std::uint32_t>(trail.steps.size() - path.steps.size());
    return story;
}

inline SearchOptions options_of(const Bounds& bounds, const Means& means,
                                const std::atomic<bool>& stop) {
    SearchOptions options;
    options.depth = bounds.depth.value_or(options.depth);
    options.worlds = bounds.states.value_or(options.worlds);
    options.bytes = bounds.memory.value_or(options.bytes);
    options.jobs = means.jobs;
    options.verify = means.verify;
    options.stop = &stop;
    return options;
}

/// Counts the worlds of each layer while a search goes on.
class Layers {
public:
    void hear(const SearchProgress& progress) {
        const std::size_t filling = progress.depth + 1;
        if (known_.empty()) known_.push_back(1);
        known_.resize(std::max(known_.size(), filling + 1), known_.back());
        known_[filling] = progress.distinct;
    }
    std::vector<std::uint64_t> widths() const {
        std::vector<std::uint64_t> widths;
        for (std::size_t i = 0; i < known_.size(); ++i)
            widths.push_back(known_[i] - (i == 0 ? 0 : known_[i - 1]));
        while (!widths.empty() && widths.back() == 0) widths.pop_back();
        return widths;
    }

private:
    std::vector<std::uint64_t> known_;  // worlds of at most so many steps
};

/// The place of the property whose story is told. That something is confirmed is told only to those
/// who ask for nothing else.
inline std::optional<std::size_t> to_tell(const Answer& answer,
                                          const std::vector<Question>& asked) {
    const PropertyAnswer* decided = culprit(answer);
    if (decided != nullptr && decided->found_after)
        return static_cast<std::size_t>(decided - answer.properties.data());
    for (std::size_t i = 0; i < answer.properties.size(); ++i)
        if (answer.properties[i].wanted() && answer.properties[i].found_after &&
            (asked[i].of != Question::Of::confirmed || asked.size() == 1))
            return i;
    return {};
}

template <class Model>
Answer explore(const AnyPlan& any, const Bounds& bounds, const std::vector<Question>& asked,
               const Means& means, const Watcher& watcher) {
    using Machine = WorldMachine<Model>;
    const auto& plan = plan_of<Model>(any);
    ENSURE(asked.size() <= 64, "more questions than a search can be asked");
    std::atomic<bool> stop{false};
    Layers layers;
    Search<Machine> search(Machine(plan, bounds.scope, asked), options_of(bounds, means, stop));
    Answer answer;
    answer.result = search.run([&](const SearchProgress& progress) {
        layers.hear(progress);
        if (!watcher(progress)) stop.store(true);
    });
    answer.layers = layers.widths();
    for (std::size_t i = 0; i < asked.size(); ++i) {
        PropertyAnswer property{asked[i].property, {}};
        if (const auto& path = answer.result.found[i])
            property.found_after = static_cast<std::uint32_t>(path->steps.size());
        answer.properties.push_back(std::move(property));
    }
    if (const auto place = to_tell(answer, asked))
        answer.story = story_of<Model>(plan, bounds, asked, *place, *answer.result.found[*place]);
    return answer;
}

template <class Model>
Replayed replay(const AnyPlan& any, const Scope& scope, const Question& asked,
                const std::vector<SavedStep>& saved) {
    Narrator<Model> narrator(plan_of<Model>(any), scope, {asked});
    narrator.begin();
    Replayed replayed;
    for (const SavedStep& wanted : saved) {
        const std::vector<Choice> choices = narrator.choices();
        const Choice* next = nullptr;
        std::vector<words::Phrase> others;
        for (const Choice& choice : choices) {
            const ToldStep told = narrator.named(choice);
            std::vector<std::uint32_t> about;
            for (const MessageId m : told.about) about.push_back(m.value + 1);
            if (told.who == wanted.who && told.does == wanted.does && about == wanted.about) {
                next = &choice;
                break;
            }
            others.push_back(in_one(told.who, told.does));
        }
        if (next == nullptr) {
            replayed.instead = std::move(others);
            if (replayed.instead.empty()) replayed.instead.emplace_back("replay.nothing"_t);
            break;
        }
        narrator.take(*next);
    }
    replayed.shows = replayed.instead.empty() && narrator.shows(0);
    replayed.story = narrator.finish(asked.property);
    return replayed;
}

template <class Model>
std::vector<std::vector<NodeId>> interchangeable_nodes(const AnyPlan& any, const Scope& scope) {
    return interchangeable<Model>(plan_of<Model>(any), scope);
}

}  // namespace mqfate::engine
