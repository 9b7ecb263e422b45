#include "sim/base/members.hpp"

#include <cstdint>
#include <vector>

#include "sim/base/strong.hpp"

#include <doctest/doctest.h>

namespace mqfate::members_test {

struct None {};
struct One {
    std::uint8_t a = 1;
};
struct Two {
    NodeId node{2};
    std::uint16_t b = 3;
};
struct Three {
    std::uint8_t a = 4;
    std::uint16_t b = 5;
    std::uint32_t c = 6;
};

TEST_CASE("members: as many as the aggregate has; one of a type of its own is one") {
    static_assert(member_count<None>() == 0);
    static_assert(member_count<One>() == 1);
    static_assert(member_count<Two>() == 2);
    static_assert(member_count<Three>() == 3);
    std::size_t visited = 0;
    const None none;
    each_member(none, [&](const auto&) { ++visited; });
    CHECK(visited == 0);
}

TEST_CASE("members: each is visited once, in order") {
    std::vector<std::uint32_t> seen;
    const Three three;
    each_member(three, [&](const auto& member) { seen.push_back(member); });
    CHECK(seen == std::vector<std::uint32_t>{4, 5, 6});
}

TEST_CASE("members: a visit may change them") {
    Three three;
    each_member(three, [](auto& member) { ++member; });
    CHECK(three.a == 5);
    CHECK(three.b == 6);
    CHECK(three.c == 7);
    One one;
    each_member(one, [](auto& member) { member = 9; });
    CHECK(one.a == 9);
}

}  // namespace mqfate::members_test
