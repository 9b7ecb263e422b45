#include "sim/explore/story/reorder.hpp"

#include "tests/sim/explore/counted_paths.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace mqfate::reorder_test {

using test::any;
using test::Counters;
using test::walk;
using Steps = std::vector<Counters::Step>;

Reorder<Counters, bool (*)(const Findings&)> reorder(const Counters& machine) {
    return {machine, any};
}

TEST_CASE("reorder: neighbours change places where the world after both is the same") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {1}});
    CHECK(reorder(machine).swap(trail, 0));
    CHECK(trail.steps == Steps{{1}, {0}, {1}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
    Trail<Counters> same = walk(machine, {{1}, {1}});
    CHECK_FALSE(reorder(machine).swap(same, 0));
}

/// Keys are put into places and taken out of them; which place has which is not in the bytes.
struct Places {
    using State = std::vector<int>;  ///< by place: the key; negative: it was taken out
    struct Step {
        int put = 0;           ///< this key, into a new place; 0: none
        std::size_t take = 0;  ///< else what this place has
        friend bool operator==(const Step&, const Step&) = default;
    };
    std::vector<Property> none;

    const std::vector<Property>& properties() const { return none; }
    void starts(std::vector<State>& out) const { out.emplace_back(); }
    void steps(const State& state, std::vector<Step>& out) const {
        for (const int key : {1, 2})
            if (std::find(state.begin(), state.end(), key) == state.end() &&
                std::find(state.begin(), state.end(), -key) == state.end())
                out.push_back({.put = key});
        for (std::size_t place = 0; place < state.size(); ++place)
            if (state[place] > 0) out.push_back({.take = place});
    }
    Findings take(State& state, Step step) const {
        if (step.put != 0)
            state.push_back(step.put);
        else
            state.at(step.take) *= -1;
        return {};
    }
    Findings look(const State&) const { return {}; }
    void encode(State state, Bytes& out) const {
        std::sort(state.begin(), state.end());
        for (const int key : state) out.push_back(static_cast<unsigned char>(key));
    }
    void decode(std::span<const unsigned char> stored, State& state) const {
        state.clear();
        for (const unsigned char key : stored) state.push_back(static_cast<signed char>(key));
    }
};

TEST_CASE("reorder: what follows is found again where the bytes do not say in which place it is") {
    const std::vector<Places::Step> steps{{.put = 1}, {.put = 2}, {.take = 0}, {.take = 1}};
    Trail<Places> trail;
    trail.worlds.emplace_back();
    for (const Places::Step step : steps) {
        trail.worlds.push_back(trail.worlds.back());
        Places().take(trail.worlds.back(), step);
        trail.steps.push_back(step);
    }
    Reorder<Places, bool (*)(const Findings&)> reordered(Places{}, any);
    CHECK(reordered.swap(trail, 0));
    CHECK(trail.steps ==
          std::vector<Places::Step>{{.put = 2}, {.put = 1}, {.take = 1}, {.take = 0}});
    CHECK(trail.worlds.back() == Places::State{-2, -1});
}

TEST_CASE("reorder: a step takes along what it needs") {
    const Counters machine{.n = 3, .k = 3};
    Trail<Counters> trail = walk(machine, {{2}, {0}, {1}, {0}, {1}});
    CHECK(reorder(machine).advance(trail, 4, 1));
    CHECK(trail.steps == Steps{{2}, {1}, {1}, {0}, {0}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
}

TEST_CASE("reorder: a step does not come before one that it needs") {
    const Counters machine{.n = 2, .k = 3};
    Trail<Counters> trail = walk(machine, {{0}, {1}, {0}});
    CHECK_FALSE(reorder(machine).advance(trail, 2, 0));
    CHECK(trail.steps == Steps{{0}, {1}, {0}});
}

TEST_CASE("reorder: the last step stays one that shows what is asked for") {
    const Counters machine{.n = 2, .k = 2, .broken_step = 1};
    const auto broken = [](const Findings& f) { return f.broken != 0; };
    Trail<Counters> trail = walk(machine, {{0}, {1}});
    CHECK_FALSE(Reorder(machine, broken).swap(trail, 0));
    CHECK(reorder(machine).swap(trail, 0));
}

TEST_CASE("reorder: one more step is put in where all others can follow") {
    const Counters machine{.n = 2, .k = 3};
    const auto of_one = [](Counters::Step step, const Counters::State&) {
        return step.counter == 1;
    };
    const auto name = [](Counters::Step step, const Counters::State&) { return step.counter; };
    Trail<Counters> trail = walk(machine, {{0}, {1}});
    CHECK(reorder(machine).insert(trail, 1, of_one, name));
    CHECK(trail.steps == Steps{{0}, {1}, {1}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
    CHECK_FALSE(reorder(machine).insert(trail, 0, of_one, name));  // no room for a third
    CHECK(trail.steps.size() == 3);
}

TEST_CASE("reorder: after one more step, it goes on until it shows what is asked for") {
    const Counters machine{.n = 2, .k = 5, .shown_at = 6};
    const auto shown = [](const Findings& f) { return f.reached != 0; };
    const auto of_one = [](Counters::Step step, const Counters::State&) {
        return step.counter == 1;
    };
    const auto name = [](Counters::Step step, const Counters::State&) { return step.counter; };
    Trail<Counters> trail = walk(machine, {{0}, {0}, {0}});
    CHECK(Reorder(machine, shown).insert(trail, 0, of_one, name));
    CHECK(trail.steps == Steps{{1}, {0}, {0}, {0}, {0}, {1}});  // 6 in all, 0 first up to 4
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
}

TEST_CASE("reorder: a step is hastened, and the others follow in another world") {
    const Counters machine{.n = 2, .k = 4, .shown_at = 4};
    const auto shown = [](const Findings& f) { return f.reached != 0; };
    const auto name = [](Counters::Step step, const Counters::State&) { return step.counter; };
    Trail<Counters> trail = walk(machine, {{0}, {0}, {1}, {0}});
    CHECK(Reorder(machine, shown).hasten(trail, 2, 0, name));
    CHECK(trail.steps == Steps{{1}, {0}, {0}, {0}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
}

TEST_CASE("reorder: whoever cannot follow stays behind, and it goes on until it shows again") {
    const Counters machine{.n = 2, .k = 4, .shown_at = 4};
    const auto shown = [](const Findings& f) { return f.reached != 0; };
    // A step is called by its counter, and by how far counter 1 is.
    const auto name = [](Counters::Step step, const Counters::State& world) {
        return std::pair(step.counter, world[1]);
    };
    Trail<Counters> trail = walk(machine, {{0}, {1}, {0}, {1}});
    CHECK_FALSE(Reorder(machine, shown).hasten(trail, 3, 0, name));  // nothing is called so yet
    CHECK(trail.steps == Steps{{0}, {1}, {0}, {1}});
    // The first step is called (0, 0), which nothing is any more once counter 1 has gone on.
    CHECK(Reorder(machine, shown).hasten(trail, 1, 0, name));
    CHECK(trail.steps == Steps{{1}, {0}, {1}, {0}});
    CHECK(trail.worlds == walk(machine, trail.steps).worlds);
}

TEST_CASE("reorder: a path that would not show it any more stays as it was") {
    const Counters machine{.n = 2, .k = 2, .broken_step = 1};
    const auto broken = [](const Findings& f) { return f.broken != 0; };
    const auto name = [](Counters::Step step, const Counters::State&) { return step.counter; };
    Trail<Counters> trail = walk(machine, {{0}, {1}});
    CHECK_FALSE(Reorder(machine, broken).hasten(trail, 1, 0, name));
    CHECK(trail.steps == Steps{{0}, {1}});
}

}  // namespace mqfate::reorder_test
