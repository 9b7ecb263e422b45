#include "sim/base/fixed_log.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "sim/base/luck.hpp"

namespace mqfate::fixed_log_test {

long double as_number(Fixed56 fixed) {
    return std::ldexp(static_cast<long double>(fixed.bits), -56);
}

TEST_CASE("fixed log: exact bits, the same on every platform") {
    // 2^56 * -ln((u + 1) / 2^64), in long double, is 54 and 53 units above the first two, 12 above
    // the next two, 3 below the next two, within 1 of e^-1, and 2 above the last but one.
    struct Known {
        std::uint64_t u;
        std::uint64_t bits;
    };
    constexpr Known known[] = {
        {0, 0x2c5c'85fd'f473'de35},
        {1, 0x2bab'13e5'fca2'0ebc},
        {0x7fff'ffff'ffff'ffff, 0x00b1'7217'f7d1'cf6e},
        {0x8000'0000'0000'0000, 0x00b1'7217'f7d1'cf6e},
        {0xffff'ffff'ffff'0000, 0x0000'0000'0000'0103},
        {0xffff'ffff'ffff'fffe, 0x0000'0000'0000'0003},
        {0x5e2d'58d8'b3bc'deeb, 0x0100'0000'0000'0001},  // e^-1
        {0x0123'4567'89ab'cdef, 0x056a'858e'5352'07be},
        {0xffff'ffff'ffff'ffff, 0},
    };
    for (const Known& k : known) CHECK(minus_ln(k.u).bits == k.bits);
    static_assert(minus_ln(0).bits == 0x2c5c'85fd'f473'de35, "at compile time too");
}

TEST_CASE("fixed log: within 2^-50 of std::log, at every magnitude") {
    const Luck luck{3, 0};
    long double worst = 0;
    for (std::uint64_t i = 0; i < 200'000; ++i) {
        const std::uint64_t shift = i % 60;
        const std::uint64_t word = luck.draw(Purpose::test, 0, i) >> shift;
        for (const std::uint64_t u : {word, ~word}) {
            const auto x = static_cast<long double>(u) + 1;
            const long double exact =
                u >> 63 != 0 ? -std::log1p(-std::ldexp(static_cast<long double>(~u), -64))
                             : -std::log(std::ldexp(x, -64));
            worst = std::max(worst, std::abs(as_number(minus_ln(u)) - exact));
        }
    }
    CHECK(worst < std::ldexp(1.0L, -50));
}

TEST_CASE("fixed log: near 1 it is never below 0, and a larger u is never a longer delay there") {
    std::uint64_t last = 0;
    for (std::uint64_t below_top = 0; below_top < 100'000; ++below_top) {
        const std::uint64_t bits = minus_ln(~below_top).bits;
        CHECK(bits <
              1'000);  // 100,000 / 2^64 is 390 units of 2^-56; and what the series leaves out
        CHECK(bits + 1 >= last);
        last = bits;
    }
}

}  // namespace mqfate::fixed_log_test
