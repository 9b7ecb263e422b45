#include "sim/base/dump.hpp"

#include "tests/sim/base/sample.hpp"

#include <doctest/doctest.h>

namespace mqfate::dump_test {

using test::Sample;

TEST_CASE("dump: a difference is named by the path to it, either way round") {
    for (const test::Change& change : test::changes()) {
        Sample changed;
        change.make(changed);
        CHECK(first_difference(Sample{}, changed) == change.difference);
        CHECK_FALSE(first_difference(changed, Sample{}).empty());
    }
    CHECK(first_difference(Sample{}, Sample{}).empty());
}

TEST_CASE("dump: the first of several differences, deep inside") {
    Sample a;
    a.nested = {{1}, {2, 3}};
    a.weighted = {{1, "one"}, {2, "two"}};
    Sample b = a;
    b.weighted[1].second = "too";
    CHECK(first_difference(a, b) == R"(.14[1].1: "two" vs "too")");
    b.nested[1][1] = 4;
    CHECK(first_difference(a, b) == ".13[1][1]: 3 vs 4");
    b.nested[1].push_back(5);
    CHECK(first_difference(a, b) == ".13[1].size: 2 vs 3");
}

TEST_CASE("dump: a line for each number, with its path") {
    using Value = std::pair<std::vector<test::Gap>, std::optional<std::string>>;
    CHECK(dump(Value{{{1, 2}, {3, 4}}, "five"}) ==
          ".0.size: 2\n"
          ".0[0].0: 1\n"
          ".0[0].1: 2\n"
          ".0[1].0: 3\n"
          ".0[1].1: 4\n"
          ".1.is: 1\n"
          ".1: \"five\"\n");
    CHECK(dump(std::int8_t{-5}) == ": -5\n");
    CHECK(dump(test::Empty{}).empty());
}

}  // namespace mqfate::dump_test
