// Every order of steps around a leader that is shut down: in good order it takes nothing along that
// all in sync have, and it may take what it alone has confirmed.
#include "tests/exhaustive/kafka_search.hpp"

namespace mqfate::tests::kafka_shutdown_test {

scenarios::Scenario two_brokers(const std::string& acks, int min_in_sync) {
    return kafka(2, R"("min.insync.replicas": )" + std::to_string(min_in_sync), 1,
                 R"("acks": ")" + acks + R"(")", R"({"shutdown": "b1", "at": "1s"})");
}

TEST_CASE("exhaustive: acks=all, a leader that is shut down takes nothing along") {
    check_holds(explored(two_brokers("all", 2), scope(1, 0, 2), {no_loss(), ends()}), 198'376);
}

TEST_CASE("exhaustive: acks=1, it takes what no follower had when the leadership moved") {
    check_broken(explored(two_brokers("1", 1), scope(1, 0, 2), {no_loss()}), 26);
}

}  // namespace mqfate::tests::kafka_shutdown_test
