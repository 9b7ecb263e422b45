#include "sim/base/ring.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <utility>

namespace mqfate::ring_test {

TEST_CASE("ring: first in, first out, like a deque (1,000 mixed operations)") {
    Ring<int> ring;
    std::deque<int> twin;
    std::uint32_t luck = 1;
    for (int i = 0; i < 1'000; ++i) {
        luck = luck * 1'664'525U + 1'013'904'223U;
        if (luck >> 31 != 0 || twin.empty()) {
            ring.push_back(i);
            twin.push_back(i);
        } else if (luck >> 30 != 0) {
            CHECK(ring.pop_front() == twin.front());
            twin.pop_front();
        } else {
            ring.push_front(i);
            twin.push_front(i);
        }
        REQUIRE(ring.size() == twin.size());
        CHECK(std::equal(ring.begin(), ring.end(), twin.begin(), twin.end()));
    }
}

TEST_CASE("ring: equal content is equal, wherever it lies in the block") {
    Ring<int> a;
    Ring<int> b;
    for (const int i : {7, 8}) a.push_back(i);
    for (const int i : {1, 2, 7, 8}) b.push_back(i);
    b.pop_front();
    b.pop_front();
    CHECK(a == b);
    b.push_back(9);
    CHECK_FALSE(a == b);
    b.pop_back();
    CHECK(a == b);
}

TEST_CASE("ring: moved from it is empty, and can be used again") {
    Ring<int> from;
    for (const int i : {7, 8}) from.push_back(i);
    Ring<int> to = std::move(from);
    CHECK(to.size() == 2);
    CHECK(from.empty());
    from.push_back(9);
    CHECK(from.front() == 9);
    to = std::move(from);
    CHECK(to.size() == 1);
    CHECK(to.front() == 9);
    CHECK(from.empty());
}

}  // namespace mqfate::ring_test
