#include "sim/base/duration_text.hpp"

#include <doctest/doctest.h>

namespace mqfate::duration_text_test {

TEST_CASE("duration text: the largest unit in which it is a whole number") {
    CHECK(to_text(Duration{1}) == "1ns");
    CHECK(to_text(microseconds(1'500)) == "1500us");
    CHECK(to_text(milliseconds(1'500)) == "1500ms");
    CHECK(to_text(milliseconds(30'000)) == "30s");
    CHECK(to_text(seconds(60)) == "1m");
    CHECK(to_text(seconds(90)) == "90s");
    CHECK(to_text(seconds(7'200)) == "2h");
    CHECK(to_text(seconds(86'400)) == "1d");
}

TEST_CASE("duration text: nothing needs no unit, and forever has none") {
    CHECK(to_text(Duration{}) == "0");
    CHECK(to_text(forever()) == "forever");
}

TEST_CASE("duration text: less than nothing is said as such") {
    CHECK(to_text(milliseconds(-3)) == "-3ms");
}

}  // namespace mqfate::duration_text_test
