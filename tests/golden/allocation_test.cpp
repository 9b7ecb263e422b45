// The engine allocates while it warms up, and then no more: counted by the allocator itself.
#include "tests/allocations.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/kafka_sampler.hpp"

namespace mqfate::allocation_test {

/// Of the third run of one sampler, after two that warmed it up. A message is replicated before the
/// next one comes (three requests and five ways, some 4 ms), so that nothing piles up.
std::uint64_t allocations_of_a_run(int messages) {
    const scenarios::Scenario scenario = tests::scenario_of(
        R"({"schema_version": 1, "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": )" +
        std::to_string(messages) +
        R"(, "every": "10ms", "config": {"linger.ms": 0, "batch.size": 0}}}}})");
    tests::KafkaSampler sampler(tests::kafka_plan(scenario));
    sampler.run(1, 0);
    sampler.run(1, 0);
    const std::uint64_t before = tests::allocations();
    CHECK(sampler.run(1, 0).published == static_cast<std::uint64_t>(messages));
    return tests::allocations() - before;
}

TEST_CASE("sampler: in steady state nothing is allocated: more messages take no more of it") {
    const std::uint64_t few = allocations_of_a_run(100);
    const std::uint64_t many = allocations_of_a_run(10'000);
    CAPTURE(few);
    CAPTURE(many);
    CHECK(many <= few + 10);
    CHECK(few < 200);  // of the start of a run
    CHECK(few > 0);    // it is counted at all
}

}  // namespace mqfate::allocation_test
