#include "scenarios/systems/kafka/weak_spots.hpp"

#include "tests/kafka_runs.hpp"
#include "tests/words/english.hpp"

namespace mqfate::scenarios::weak_spots_test {

std::vector<std::string> spots(const std::string& topic, const std::string& racks) {
    return tests::english(
        tests::scenario_of(R"({"schema_version": 1, "kafka": {"topics": {"t": {)" + topic +
                           R"(}}, "producers": {"p": {"messages": 1}}}, "network": {"racks": {)" +
                           racks + "}}}")
            .weak_spots);
}

TEST_CASE("weak spots: two copies on brokers with power of their own have none") {
    CHECK(spots(R"("min.insync.replicas": 2)", "").empty());
    CHECK(spots(R"("min.insync.replicas": 2)", R"("a": ["b1", "b2"], "z": ["b3"])").empty());
}

TEST_CASE("weak spots: a rack that has every copy of some partition") {
    CHECK(spots(R"("min.insync.replicas": 2)", R"("hall": ["b1", "b2", "b3"])") ==
          std::vector<std::string>{"the power of rack hall is that of every copy of t"});
    // The second of three partitions with two replicas lies on b2 and b3.
    CHECK(spots(R"("partitions": 3, "replication.factor": 2, "min.insync.replicas": 2)",
                R"("a": ["b1"], "z": ["b2", "b3"])") ==
          std::vector<std::string>{"the power of rack z is that of every copy of t"});
}

TEST_CASE("weak spots: one copy only, or one that may be the only one") {
    CHECK(spots(R"("replication.factor": 1)", "") ==
          std::vector<std::string>{"one broker has the only copy of t"});
    CHECK(spots("", "") == std::vector<std::string>{"min.insync.replicas=1: one broker may have "
                                                    "the only copy of what t confirmed"});
}

}  // namespace mqfate::scenarios::weak_spots_test
