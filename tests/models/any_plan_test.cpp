#include "models/any_plan.hpp"

#include <utility>

#include "models/engine.hpp"
#include "tests/bug_of_ours.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::any_plan_test {

/// Another system, with the settings of the toy.
struct OtherWords : toy::Vocabulary {};

const Engine engine{};
const Engine other_engine{};

AnyPlan toy_plan() { return AnyPlan(toy::calm_plan(3), engine); }

TEST_CASE("any plan: what all plans have is at hand, and the rest for the system itself") {
    AnyPlan plan = toy_plan();
    CHECK(plan->messages == 3);
    CHECK(&plan->wiring == &plan.as<toy::Vocabulary>().wiring);
    CHECK(plan.as<toy::Vocabulary>().settings.messages == 3);
    plan->messages = 4;
    CHECK(plan.as<toy::Vocabulary>().messages == 4);
    CHECK(&plan.engine() == &engine);
}

TEST_CASE("any plan: a copy is a plan of its own") {
    AnyPlan plan = toy_plan();
    AnyPlan copy = plan;
    copy->messages = 7;
    copy.as<toy::Vocabulary>().settings.syncs = true;
    copy->wiring.names.clear();
    CHECK(plan->messages == 3);
    CHECK_FALSE(plan.as<toy::Vocabulary>().settings.syncs);
    CHECK(plan->wiring.names.size() == 2);
    CHECK(&copy.engine() == &engine);
    plan = copy;
    CHECK(plan->messages == 7);
    CHECK(&*plan != &*copy);
    plan->messages = 8;
    CHECK(copy->messages == 7);
}

TEST_CASE("any plan: a copy of no plan is none, and may be given one") {
    AnyPlan none;
    AnyPlan copy = none;
    copy = toy_plan();
    CHECK(copy->messages == 3);
}

TEST_CASE("any plan: a plan that is moved is the one that it was") {
    AnyPlan plan = toy_plan();
    const CommonPlan* where = &*plan;
    const AnyPlan moved = std::move(plan);
    CHECK(&*moved == where);
    CHECK(moved.as<toy::Vocabulary>().settings.messages == 3);
}

TEST_CASE("any plan: taking it for that of another system is a bug of ours") {
    AnyPlan plan = toy_plan();
    CHECK(tests::is_a_bug_of_ours([&] { return plan.as<OtherWords>().messages; }));
    CHECK_FALSE(tests::is_a_bug_of_ours([&] { return plan.as<toy::Vocabulary>().messages; }));
    plan = AnyPlan(Plan<OtherWords>{}, other_engine);
    CHECK_FALSE(tests::is_a_bug_of_ours([&] { return plan.as<OtherWords>().messages; }));
    CHECK(tests::is_a_bug_of_ours([&] { return plan.as<toy::Vocabulary>().messages; }));
    CHECK(&plan.engine() == &other_engine);
}

}  // namespace mqfate::any_plan_test
