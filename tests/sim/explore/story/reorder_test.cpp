#include "sim/explore/story/reorder.hpp"

#include "tests/sim/explore/counted_paths.hpp"

#include <doctest/doctest.h>

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
