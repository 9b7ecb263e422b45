#include "sim/explore/search/frontier.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace mqfate::frontier_test {

std::vector<unsigned char> world(std::size_t i) {
    std::vector<unsigned char> bytes(i * 37 % 301);  // of any size, none included
    for (std::size_t at = 0; at < bytes.size(); ++at)
        bytes[at] = static_cast<unsigned char>(i + at);
    return bytes;
}

TEST_CASE("frontier: worlds of any size come back as they were, in order") {
    Frontier frontier;
    for (std::size_t i = 0; i < 20'000; ++i) frontier.push(world(i));
    CHECK(frontier.size() == 20'000);
    for (std::size_t i = 0; i < 20'000; ++i) {
        // Those before are read and forgotten, as a search does it.
        if (i % 2'048 == 0) frontier.forget_before(i);
        CHECK(std::ranges::equal(frontier[i], world(i)));
    }
}

TEST_CASE("frontier: a world that is larger than a chunk has one of its own") {
    Frontier frontier;
    const std::vector<unsigned char> large(3 << 20, 7);
    frontier.push(world(1));
    frontier.push(large);
    frontier.push(world(2));
    CHECK(std::ranges::equal(frontier[0], world(1)));
    CHECK(std::ranges::equal(frontier[1], large));
    CHECK(std::ranges::equal(frontier[2], world(2)));
}

TEST_CASE("frontier: few worlds take little memory, and what was read is given back") {
    Frontier frontier;
    const std::vector<unsigned char> kilobyte(1'024);
    frontier.push(kilobyte);
    CHECK(frontier.bytes() < 5'000);
    for (int i = 1; i < 20'000; ++i) frontier.push(kilobyte);
    const std::uint64_t all = frontier.bytes();
    CHECK(all >= 20'000 * 1'024);
    CHECK(all < 20'000 * 1'024 * 11 / 10);
    frontier.forget_before(10'000);
    CHECK(frontier.bytes() < all * 6 / 10);
    frontier.forget_before(20'000);
    CHECK(frontier.bytes() < all / 10);  // the places are left
    frontier.clear();
    CHECK(frontier.bytes() == 0);
}

}  // namespace mqfate::frontier_test
