// The last in-sync replica that loses its disk: the specification of Kafka's replication under
// KRaft, explored (tests/exhaustive/last_replica/state.hpp).
#include "sim/explore/search/trail.hpp"
#include "tests/exhaustive/last_replica/search.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace mqfate::last_replica::last_replica_test {

/// By property: the steps of a shortest way to break it, or to show that.
using Lengths = std::vector<std::optional<std::size_t>>;

Lengths lengths(const SearchResult& result) {
    Lengths lengths;
    for (const std::optional<Path>& path : result.found)
        lengths.push_back(path ? std::optional(path->steps.size()) : std::nullopt);
    return lengths;
}

SearchResult search(const LastReplica& machine, std::uint32_t depth) {
    return searched(machine, {.depth = depth, .ends_it = 0});
}
constexpr auto none = std::nullopt;

// TLC's shortest counterexamples have one state more: 8, 8 and 9.
TEST_CASE("last replica: one that may lose its disk leads without what is committed, in 7 steps") {
    const SearchResult result = search(LastReplica(last_may_lose), 8);
    CHECK(lengths(result) == Lengths{7, 7, none, 8, none, 3});
}

TEST_CASE("last replica: the counterexample reads as a story") {
    const LastReplica machine(last_may_lose);
    const SearchResult result = searched(machine, {.depth = 7, .ends_it = LastReplica::leader});
    REQUIRE(result.found[0]);
    std::string text;
    for (const Step& step : trail_of(machine, *result.found[0]).steps)
        text += describe(step) + "\n";
    // b1 is alone in sync, so what it has is committed. It is elected again, since nobody else may
    // be, with its log empty.
    CHECK(text ==
          "b1 takes a record\n"
          "the controller fences b2: b1 leads\n"
          "b1 reads the metadata to partition epoch 3\n"
          "b1 fails and loses its disk: nobody leads\n"
          "b1 starts and asks to be registered\n"
          "the controller registers b1: b1 leads\n"
          "b1 hears that it is registered\n");
}

/// Takes the steps that read so, one after the other.
State after(const LastReplica& machine, const std::vector<std::string>& story) {
    State state = beginning();
    for (const std::string& line : story) {
        CAPTURE(line);
        std::vector<Step> steps;
        machine.steps(state, steps);
        std::erase_if(steps, [&](const Step& step) { return describe(step) != line; });
        REQUIRE(steps.size() == 1);
        machine.take(state, steps[0]);
    }
    return state;
}

// A shortest one: TLC's has 17 states too.
TEST_CASE("last replica: its followers cut their logs, and an acknowledged record is nowhere") {
    const LastReplica machine(last_may_lose);
    std::vector<std::string> story{
        "b1 takes a record",      "the controller fences b1: b2 leads",
        "b2 asks b1 for records", "b1 answers b2",
        "b2 hears from b1",       "b2 asks b1 for records",
        "b1 answers b2",  // It does not know that it leads no more.
    };
    CHECK(after(machine, story).heard == Heard::success);
    story.insert(story.end(), {
                                  "b2 fails and loses its disk: nobody leads",
                                  "b2 starts and asks to be registered",
                                  "the controller registers b2: b2 leads",
                                  "b1 reads the metadata to partition epoch 5",
                                  "b1 asks b2 for records",
                                  "b2 hears that it is registered",
                                  "b2 reads the metadata to partition epoch 5",
                                  "b2 answers b1",
                              });
    CHECK((machine.look(after(machine, story)).broken & LastReplica::lost) == 0);
    story.emplace_back("b1 hears from b2");
    CHECK((machine.look(after(machine, story)).broken & LastReplica::lost) != 0);
}

/// Adds the distinct states within 0, 1, 2... steps.
SearchResult count(const Variant& variant, std::uint32_t depth,
                   std::vector<std::uint64_t>& counts) {
    counts = {1};
    return searched(LastReplica(variant), {.depth = depth, .ends_it = 0},
                    [&](const SearchProgress& progress) {
                        counts.resize(progress.depth + 2);
                        counts.back() = progress.distinct;
                    });
}

// Expected is what TLC 2.18 counts on the specification itself, with its configuration but for the
// INVARIANT, and with CONSTRAINT TLCGet("level") < N for N = 1, 2... 11, that is to say for N - 1
// steps; one worker, deadlocks allowed:
//
//     java tlc2.TLC -deadlock -workers 1 -config X.cfg X
//
// where X extends kafka_replication_v3_5. Its own VIEW leaves out what decides what may happen next
// (how often brokers were fenced and shut down, which requests were processed), so that what it
// counts depends on the order of the search. Here the VIEW of X is the whole state but for those
// processed messages that no rule asks for, all but requests to change the ISR:
//
//     << con_vars, broker_vars, part_vars, messages, inv_vars, aux_vars,
//        {m \in messages_discard : m.type = AlterPartitionRequest} >>
// Those of 11 and 12 steps are the same too: 162,823 and 283,922; 117,852 and 205,238.
TEST_CASE("last replica: every state of the specification is found, and no other (10 steps)") {
    std::vector<std::uint64_t> counts;
    count(last_may_lose, 10, counts);
    CHECK(counts == std::vector<std::uint64_t>{1, 10, 58, 248, 825, 2'265, 5'407, 11'762, 24'137,
                                               47'446, 89'658});
    const SearchResult keeps = count(last_keeps, 10, counts);
    CHECK(counts == std::vector<std::uint64_t>{1, 10, 56, 225, 700, 1'823, 4'203, 8'921, 17'942,
                                               34'739, 65'099});
    // One that keeps its disk is a leader that has everything. That is not all of the scope: within
    // 26 steps there are 47.9 million states, within each step more a third more.
    CHECK(lengths(keeps) == Lengths{none, none, none, none, none, 3});
}

// Every state, 40 steps far, so that logs are cut too. As above, with CONSTRAINT (and for depth TLC
// says 41: it counts states)
//
//     3 \notin con_unfenced /\ broker_state[3].status = RUNNING /\ broker_metadata_log[3] = <<>>
//     /\ \A b \in Brokers : ~broker_fetchers[3][b].pending_response
TEST_CASE("last replica: while b3 stays out, one that keeps its disk is complete to the end") {
    const auto all = [](const Variant& variant) {
        const auto no_limit = std::numeric_limits<std::uint32_t>::max();
        const SearchResult result = search(LastReplica(variant, Part::of_two_brokers), no_limit);
        CHECK(result.complete());
        CHECK(result.depth == 40);
        return result;
    };
    const SearchResult may_lose = all(last_may_lose);
    CHECK(may_lose.distinct == 61'659);
    CHECK(lengths(may_lose) == Lengths{7, 7, none, 8, 16, 3});
    const SearchResult keeps = all(last_keeps);
    CHECK(keeps.distinct == 47'889);
    CHECK(lengths(keeps) == Lengths{none, none, none, none, none, 3});
}

}  // namespace mqfate::last_replica::last_replica_test
