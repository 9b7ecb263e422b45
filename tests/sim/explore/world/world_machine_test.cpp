// The kernel's world through every order of steps: on the toy system, where counts are known.
#include "sim/explore/world/world_machine.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/explore/search/search.hpp"
#include "sim/explore/search/trail.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::world_machine_test {

using Toy = WorldMachine<toy::Model>;

Question fates(std::string name, Fate fate, std::uint64_t least, std::uint64_t most) {
    const auto kind = least > 0 ? Property::Kind::sometimes : Property::Kind::at_the_end;
    Question question;
    question.property = {std::move(name), kind};
    question.fate = fate;
    question.least = least;
    question.most = most;
    return question;
}
std::vector<Question> no_loss_no_duplicate() {
    return {fates("nothing confirmed is lost", Fate::lost_confirmed, 0, 0),
            fates("no message twice", Fate::duplicated, 0, 0),
            fates("a message is there", Fate::exactly_once, 1, Question::any)};
}

SearchResult search(const Plan<toy::Vocabulary>& plan, const Scope& scope,
                    std::vector<Question> questions = no_loss_no_duplicate()) {
    SearchOptions options;
    options.ends_it = 0;
    options.jobs = 1;
    return Search<Toy>(Toy(plan, scope, std::move(questions)), options).run();
}

std::uint64_t steps_to(const SearchResult& result, std::size_t property) {
    REQUIRE(result.found[property]);
    return result.found[property]->steps.size();
}

TEST_CASE("world machine: without faults a world is how far each stage of the way is") {
    // Of n messages p are published, a of these arrived, d of these answered: 0 <= d <= a <= p <= n
    // has C(n + 3, 3) solutions, and the farthest is 3 n steps away.
    for (const auto& [messages, worlds] : {std::pair{1U, 4U}, {2U, 10U}, {3U, 20U}, {5U, 56U}}) {
        const SearchResult result = search(toy::calm_plan(messages), {});
        CHECK(result.complete());
        CHECK(result.distinct == worlds);
        CHECK(result.depth == 3 * messages);
        CHECK_FALSE(result.found[0]);
        CHECK_FALSE(result.found[1]);
        CHECK(steps_to(result, 2) == 3 * messages);
    }
}

TEST_CASE("world machine: a client that starts later is one step farther from each end") {
    // Before it starts there is one world more; then all is as above: 1 + C(2 + 3, 3).
    auto plan = toy::calm_plan(2);
    plan.late_starts = {{toy::client, seconds(5)}};
    const SearchResult result = search(plan, {});
    CHECK(result.complete());
    CHECK(result.distinct == 1 + 10);
    CHECK(steps_to(result, 2) == 1 + 3 * 2);
}

TEST_CASE("world machine: an answer that is lost makes a retry, and the retry a duplicate") {
    auto plan = toy::calm_plan(1);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind)};
    Scope scope;
    scope.budget = {.losses = 1, .retries = 1};
    const SearchResult result = search(plan, scope);
    CHECK(result.complete());
    CHECK_FALSE(result.found[0]);
    // Publish, the question arrives, its answer is lost, the client asks again on a new connection:
    // the end of the old one arrives, then the question, then the second answer.
    CHECK(steps_to(result, 1) == 7);

    scope.budget.retries = 0;  // what would need a second attempt is outside of the scope
    CHECK_FALSE(search(plan, scope).found[1]);
    scope.budget = {.losses = 0, .retries = 1};
    CHECK_FALSE(search(plan, scope).found[1]);
}

TEST_CASE("world machine: a time-out while the answer may still come takes a deviation") {
    const auto plan = toy::calm_plan(1);
    Scope scope;
    scope.budget = {.retries = 1};
    CHECK_FALSE(search(plan, scope).found[1]);
    scope.budget.deviations = 1;
    CHECK(search(plan, scope).found[1]);
    scope.budget.deviations = Budget::all;
    CHECK(search(plan, scope).found[1]);
}

Plan<toy::Vocabulary> power_loss(bool syncs) {
    auto plan = toy::calm_plan(1);
    plan.settings.syncs = syncs;
    NodeFault fault;
    fault.kind = NodeFault::Kind::crash;
    fault.crash = CrashKind::power;
    fault.target.nodes = {toy::server};
    plan.faults.nodes = {fault};
    return plan;
}

TEST_CASE("world machine: a power loss takes what was confirmed and not synced") {
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    const SearchResult lost = search(power_loss(false), scope);
    CHECK(lost.complete());
    // Publish, arrive, answer; the power goes and comes back: five steps, and nothing is left.
    CHECK(steps_to(lost, 0) == 5);
    const SearchResult kept = search(power_loss(true), scope);
    CHECK(kept.complete());
    CHECK_FALSE(kept.found[0]);
    scope.budget.crashes = 0;
    CHECK_FALSE(search(power_loss(false), scope).found[0]);
}

TEST_CASE("world machine: a server that dies between the write and the answer has written") {
    auto plan = power_loss(false);
    plan.faults.nodes[0].crash = CrashKind::process;
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    const SearchResult result = search(plan, scope);
    CHECK(result.complete());
    // Publish; the server dies in the handler of the question, before its answer; it starts; the
    // client is told, asks again, and gets its answer: the message is there twice.
    CHECK(result.found[1]);
    CHECK_FALSE(result.found[0]);
}

TEST_CASE("world machine: rules of worlds and of steps are asked of the model") {
    Question runs;
    runs.property = {"the server runs", Property::Kind::always};
    runs.of = Question::Of::world;
    Question keeps;
    keeps.property = {"the server never forgets", Property::Kind::always};
    keeps.of = Question::Of::step;
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    const SearchResult result = search(power_loss(false), scope, {runs, keeps});
    CHECK(steps_to(result, 0) == 1);  // the power goes
    CHECK(steps_to(result, 1) == 3);  // publish, arrive, the power goes
    scope.budget.crashes = 0;
    const SearchResult calm = search(power_loss(false), scope, {runs, keeps});
    CHECK_FALSE(calm.found[0]);
    CHECK_FALSE(calm.found[1]);
}

TEST_CASE("world machine: what is copied and written in part is what a whole copy would be") {
    auto plan = power_loss(true);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::answer_kind),
                         toy::rule(Verdict::reset, toy::ask_kind)};
    Scope scope;
    scope.budget = {.crashes = 1, .losses = 1, .retries = 1, .deviations = 1};
    Toy machine(plan, scope, no_loss_no_duplicate());
    std::vector<Toy::State> starts;
    machine.starts(starts);
    std::vector<Bytes> layer(1);
    machine.encode(starts.front(), layer.front());
    std::uint64_t compared = 0;
    for (int depth = 0; depth < 9; ++depth) {
        std::vector<Bytes> next_layer;
        for (const Bytes& stored : layer) {
            Toy::State state;
            Toy::State next;
            machine.decode(stored, state);
            std::vector<Choice> choices;
            machine.steps(state, choices);
            for (const Choice& choice : choices) {
                Bytes in_part;
                const Findings quick = machine.successor(state, stored, choice, next, in_part);
                Toy whole_machine(plan, scope, no_loss_no_duplicate());
                Toy::State whole = state;
                CHECK(whole_machine.take(whole, choice) == quick);
                if (quick.outside) continue;
                Bytes bytes;
                whole_machine.encode(whole, bytes);
                CHECK(in_part == bytes);
                next_layer.push_back(std::move(bytes));
                ++compared;
            }
        }
        std::sort(next_layer.begin(), next_layer.end());
        next_layer.erase(std::unique(next_layer.begin(), next_layer.end()), next_layer.end());
        layer = std::move(next_layer);
    }
    CHECK(compared > 300);
}

TEST_CASE("world machine: a trail begins with every process connected and ends in what it shows") {
    const auto plan = power_loss(false);
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    const Toy machine(plan, scope, no_loss_no_duplicate());
    SearchOptions options;
    options.ends_it = 1;
    const SearchResult result = Search<Toy>(machine, options).run();
    CHECK(result.end == SearchResult::End::decided);
    const Trail<Toy> trail = trail_of(machine, *result.found[0]);
    REQUIRE(trail.worlds.size() == 6);
    for (const NodeStatus& node : trail.worlds.front().world.nodes) CHECK(node.process);
    CHECK(std::get<toy::Server>(trail.worlds.back().world.roles[0]).durable.log.empty());
    CHECK(trail.worlds.back().ledger.confirmed() == 1);
}

TEST_CASE("world machine: a server that ends in good order answers first; a crash makes repeats") {
    auto plan = toy::calm_plan(1);
    plan.settings.syncs = true;
    NodeFault fault;
    fault.kind = NodeFault::Kind::shutdown;
    fault.target.nodes = {toy::server};
    plan.faults.nodes = {fault};
    Scope scope;
    scope.budget = {.crashes = 1, .retries = 1};
    const SearchResult orderly = search(plan, scope);
    CHECK(orderly.complete());
    CHECK_FALSE(orderly.found[0]);
    CHECK_FALSE(orderly.found[1]);
    CHECK(orderly.found[2]);
    plan.faults.nodes[0].kind = NodeFault::Kind::crash;
    const SearchResult crashed = search(plan, scope);
    CHECK(crashed.complete());
    CHECK(crashed.found[1]);
}

}  // namespace mqfate::world_machine_test
