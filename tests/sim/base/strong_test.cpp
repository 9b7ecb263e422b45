#include "sim/base/strong.hpp"

#include <doctest/doctest.h>

#include <boost/pfr.hpp>
#include <concepts>

namespace mqfate::strong_test {

using Offset = Strong<struct OffsetTag, std::uint32_t>;
using Epoch = Strong<struct EpochTag, std::uint32_t>;

TEST_CASE("strong: one number line cannot be taken for another") {
    static_assert(!std::convertible_to<Offset, Epoch>);
    static_assert(!std::convertible_to<std::uint32_t, Offset>);
    static_assert(!std::convertible_to<Offset, std::uint32_t>);
    static_assert(!std::equality_comparable_with<Offset, Epoch>);
    static_assert(sizeof(Offset) == sizeof(std::uint32_t));
    static_assert(boost::pfr::tuple_size_v<Offset> == 1);
}

TEST_CASE("strong: positions move and are told apart by their distance") {
    Offset offset{5};
    CHECK(++offset == Offset{6});
    CHECK(offset + 4 == Offset{10});
    CHECK(offset - 1 == Offset{5});
    CHECK(offset - Offset{2} == 4);
    CHECK(Offset{1} < Offset{2});
    CHECK(index(NodeId{7}) == 7);
}

TEST_CASE("strong: a narrow number line wraps within its own width") {
    CHECK(no_node + 1 == NodeId{0});
    CHECK(NodeId{0} - NodeId{1} == 0xffff);
}

}  // namespace mqfate::strong_test
