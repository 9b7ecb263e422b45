#include "models/kafka/backoff.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::backoff_test {

Wait after(std::uint32_t n) { return exponential_backoff(milliseconds(100), seconds(1), n, 0); }

TEST_CASE("backoff: the pause doubles up to its maximum (100, 200, 400, 800, 1000 ms)") {
    CHECK(after(0).fixed == milliseconds(100));
    CHECK(after(1).fixed == milliseconds(200));
    CHECK(after(3).fixed == milliseconds(800));
    CHECK(after(4).fixed == seconds(1));
    CHECK(after(0xffff'ffff).fixed == seconds(1));
    CHECK(after(0).jitter_percent == 20);
}

TEST_CASE("backoff: no jitter leads beyond the maximum, at any step") {
    for (const std::uint32_t n : {0U, 3U, 4U, 9U}) CHECK(after(n).most == seconds(1));
}

TEST_CASE("backoff: a base that is not below the maximum is the maximum, without jitter") {
    const Wait wait = exponential_backoff(seconds(1), milliseconds(300), 0, 0);
    CHECK(wait.fixed == milliseconds(300));
    CHECK(wait.jitter_percent == 0);
    CHECK(exponential_backoff(seconds(1), seconds(1), 5, 0).jitter_percent == 0);
}

TEST_CASE("backoff: nothing doubled is nothing") {
    CHECK(exponential_backoff({}, seconds(1), 0xffff'ffff, 0).fixed == Duration{});
}

}  // namespace mqfate::kafka::backoff_test
