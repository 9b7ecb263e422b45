#include "sim/base/ratio.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace mqfate::ratio_test {

constexpr std::uint64_t last = ~std::uint64_t{0};

TEST_CASE("ratio: a quarter hits the first quarter of all draws and no other") {
    constexpr std::uint64_t quarter = std::uint64_t{1} << 62;
    constexpr Ratio odds{1, 4};
    CHECK(odds.hit(0));
    CHECK(odds.hit(quarter - 1));
    CHECK_FALSE(odds.hit(quarter));
    CHECK_FALSE(odds.hit(last));
}

TEST_CASE("ratio: zero never hits, one always") {
    for (const std::uint64_t draw : {std::uint64_t{0}, last / 2, last}) {
        CHECK_FALSE(Ratio{0, 7}.hit(draw));
        CHECK(Ratio{7, 7}.hit(draw));
    }
    CHECK(Ratio{}.is_zero());
    CHECK(Ratio::one().is_one());
    CHECK_FALSE(Ratio{1, 2}.is_one());
}

TEST_CASE("ratio: the smallest and the largest odds that can be written are exact") {
    // 2^64 / (2^32 - 1) = 4'294'967'297.0000000002: draws up to 4'294'967'297 hit.
    constexpr Ratio rare{1, 0xffff'ffff};
    CHECK(rare.hit(4'294'967'297));
    CHECK_FALSE(rare.hit(4'294'967'298));
    constexpr Ratio frequent{0xffff'fffe, 0xffff'ffff};
    CHECK(frequent.hit(last - 4'294'967'298));
    CHECK_FALSE(frequent.hit(last - 4'294'967'296));
}

}  // namespace mqfate::ratio_test
