#include "sim/base/luck.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

namespace mqfate::luck_test {

TEST_CASE("luck: Threefry2x64-20 gives the published answers") {
    // tests/kat_vectors of Random123: counter, key, answer. Purpose 0 leaves the entity as it is;
    // a purpose p is p * 2^48 on top, by exclusive or.
    CHECK(Luck{0, 0}.draw(Purpose{0}, 0, 0) == 0xc2b6'e3a8'c2c6'9865ULL);
    const std::uint64_t ones = ~std::uint64_t{0};
    CHECK(Luck{ones, ones}.draw(Purpose{0}, ones, ones) == 0xe02c'b7c4'd95d'277aULL);
    const Luck pi{0xa409'3822'299f'31d0ULL, 0x082e'fa98'ec4e'6c89ULL};
    CHECK(pi.draw(Purpose{0}, 0x243f'6a88'85a3'08d3ULL, 0x1319'8a2e'0370'7344ULL) ==
          0x263c'7d30'bb0f'0af1ULL);
    CHECK(pi.draw(Purpose{0x243f}, 0x6a88'85a3'08d3ULL, 0x1319'8a2e'0370'7344ULL) ==
          0x263c'7d30'bb0f'0af1ULL);
}

TEST_CASE("luck: every part of a draw's name matters") {
    const std::uint64_t draw = Luck{1, 2}.draw(Purpose::link_delay, 3, 4);
    CHECK(Luck{1, 2}.draw(Purpose::link_delay, 3, 4) == draw);
    CHECK(Luck{2, 2}.draw(Purpose::link_delay, 3, 4) != draw);
    CHECK(Luck{1, 3}.draw(Purpose::link_delay, 3, 4) != draw);
    CHECK(Luck{1, 2}.draw(Purpose::packet_loss, 3, 4) != draw);
    CHECK(Luck{1, 2}.draw(Purpose::link_delay, 4, 4) != draw);
    CHECK(Luck{1, 2}.draw(Purpose::link_delay, 3, 5) != draw);
}

TEST_CASE("luck: draws below a bound are uniform (a chi-square test over 10 faces)") {
    const Luck luck{1, 1};
    std::vector<double> counts(10);
    for (std::uint64_t i = 0; i < 100'000; ++i)
        counts[below(luck.draw(Purpose::test, 0, i), 10)] += 1;
    double chi_square = 0;
    for (const double count : counts) chi_square += (count - 10'000) * (count - 10'000) / 10'000;
    CHECK(chi_square < 27.9);  // 9 degrees of freedom: above in one of 1,000 seeds
}

TEST_CASE("luck: below() reaches both ends and nothing past them") {
    CHECK(below(0, 7) == 0);
    CHECK(below(~std::uint64_t{0}, 7) == 6);
    CHECK(below(~std::uint64_t{0}, 1) == 0);
    CHECK(below(std::uint64_t{1} << 63, 10) == 5);
}

TEST_CASE("luck: mix takes both words and their order, and is one-to-one in each") {
    static_assert(mix(1, 2) == 0xc42c'5a1a'a382'0138ULL);
    static_assert(mix(2, 1) == 0xf884'5bb4'2853'955bULL);
    std::set<std::uint64_t> firsts;
    std::set<std::uint64_t> seconds;
    for (std::uint64_t i = 0; i < 1'000; ++i)
        for (const std::uint64_t word : {i, ~i, i << 32, i << 54}) {
            firsts.insert(mix(word, 5));
            seconds.insert(mix(5, word));
        }
    // 1,000 of each form; 0 is in three of the four, and nothing else is twice.
    CHECK(firsts.size() == 3'998);
    CHECK(seconds.size() == 3'998);
}

TEST_CASE("history: the hash depends on each word and on their order") {
    const auto hash = [](std::vector<std::uint64_t> words) {
        HistoryHash history;
        for (const std::uint64_t word : words) history.add(word);
        return history.value();
    };
    CHECK(hash({}) == 0x6c86'b044'c982'ac02ULL);
    CHECK(hash({1, 2}) == 0x14ea'315c'b982'a4f3ULL);
    const std::set<std::uint64_t> different{hash({}),        hash({0}),    hash({0, 0}),
                                            hash({1, 2}),    hash({2, 1}), hash({1, 2, 0}),
                                            hash({0, 1, 2}), hash({1, 3})};
    CHECK(different.size() == 8);
}

}  // namespace mqfate::luck_test
