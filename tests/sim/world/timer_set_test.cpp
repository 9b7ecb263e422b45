#include "sim/world/timer_set.hpp"

#include <map>

#include "sim/base/luck.hpp"

#include <doctest/doctest.h>

namespace mqfate::timer_set_test {

TEST_CASE("timer set: a timer keeps its place while others come and go") {
    TimerSet set;
    CHECK(set.add({10}) == 0);
    CHECK(set.add({20}) == 1);
    CHECK(set.add({30}) == 2);
    set.erase(0);
    CHECK(set.find({10}) == TimerSet::nowhere);
    CHECK(set.find({20}) == 1);
    CHECK(set.find({30}) == 2);
    CHECK(set.armed() == 2);
    CHECK(set.size() == 3);
    CHECK_FALSE(set.is_armed(0));
    set.erase(2);
    CHECK(set.add({40}) == 2);  // the place that was left last
    CHECK(set.add({50}) == 0);
    CHECK(set.add({60}) == 3);
}

TEST_CASE("timer set: few or many, it holds what a map holds") {
    for (const std::uint64_t many : {5ULL, 40ULL, 2'000ULL}) {
        const Luck luck{3, many};
        TimerSet set;
        std::map<std::uint64_t, std::uint32_t> twin;
        for (std::uint64_t i = 0; i < 20'000; ++i) {
            const TimerKey key{below(luck.draw(Purpose::test, 0, i), many)};
            const auto there = twin.find(key.bits);
            REQUIRE(set.find(key) == (there == twin.end() ? TimerSet::nowhere : there->second));
            if (there == twin.end()) {
                twin[key.bits] = set.add(key);
            } else {
                set.erase(there->second);
                twin.erase(there);
            }
            REQUIRE(set.armed() == twin.size());
            for (const auto& [bits, place] : twin)
                if (i % 500 == 0) REQUIRE(set[place].bits == bits);
        }
        CHECK(set.size() <= many);
    }
}

TEST_CASE("timer set: a cleared one equals a new one") {
    TimerSet set;
    for (std::uint64_t i = 0; i < 100; ++i) set.add({i});
    CHECK_FALSE(set == TimerSet{});
    set.clear();
    CHECK(set == TimerSet{});
    CHECK(set.find({5}) == TimerSet::nowhere);
}

}  // namespace mqfate::timer_set_test
