// A cut between whoever leads and somebody else: it is made where the leader is then.
#include <string>

#include "tests/kafka_runs.hpp"
#include "tests/kafka_scenario.hpp"

namespace mqfate::tests::cut_from_leader_test {

/// b1 leads and dies; then whoever leads is cut off from `others`.
Kafka second_leader_is_cut_off_from(const Kafka::Json& others) {
    return small_cluster()
        .every("20ms")
        .acks("1")
        .set("linger.ms", 0)
        .set("request.timeout.ms", 1'000)
        .set("delivery.timeout.ms", 1'500)
        .crash("b1")
        .at("1s")
        .cut(Kafka::Json::array({"leader of t/0", others}))
        .at("5s")
        .lasts("3s");
}
std::uint64_t rejected(const Outcome& outcome) {
    std::uint64_t sum = 0;
    for (const RunSummary& run : outcome.runs) sum += run.rejected;
    return sum;
}

TEST_CASE("truth: a cut from whoever leads is from the one who leads then, not from the first") {
    // The first leader is dead: to be cut off from it harms nobody.
    const Outcome of_the_first =
        simulated(second_leader_is_cut_off_from(Kafka::Json::array({"b1"})).text(), 5);
    const Outcome of_the_client =
        simulated(second_leader_is_cut_off_from(Kafka::Json::array({"p"})).text(), 5);
    CHECK(fault_struck(of_the_first, 1) == 5);
    CHECK(fault_struck(of_the_client, 1) == 5);
    CHECK(rejected(of_the_client) > rejected(of_the_first));
}

TEST_CASE("truth: who holds the post is not cut off from itself: such a cut strikes nobody") {
    // In the order of the assignment b2 comes to lead.
    const Outcome outcome =
        simulated(second_leader_is_cut_off_from(Kafka::Json::array({"b2"})).text(), 5);
    CHECK(fault_struck(outcome, 1) == 0);
}

}  // namespace mqfate::tests::cut_from_leader_test
