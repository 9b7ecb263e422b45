#include "scenarios/input/quantities.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::quantities_test {

TEST_CASE("exactly: decimals become whole numbers without rounding") {
    CHECK(exactly("12", 1) == 12);
    CHECK(exactly("1e6", 1) == 1'000'000);
    CHECK(exactly("12.000", 1) == 12);
    CHECK(exactly("1.5", 1000) == 1500);
    CHECK(exactly("-0.25", 4) == -1);
    CHECK(exactly("0.1e1", 1) == 1);
    CHECK(exactly("0e99999999999", 1) == 0);
    CHECK(exactly("9223372036854775807", 1) == 0x7fff'ffff'ffff'ffff);
}

TEST_CASE("exactly: what does not fit or is no number is refused") {
    for (const char* text :
         {"9223372036854775808", "1e19", "1e999999999", "0.5", "1e-1", "", "-", ".5", "5.", "1e",
          "1e+", "0x10", "1 2", "--1", "1,5", "0.1234567890123456789012345678901234567890"}) {
        CAPTURE(text);
        CHECK_FALSE(exactly(text, 1));
    }
}

TEST_CASE("durations: every unit, and fractions of it") {
    CHECK(parse_duration("0") == Duration{});
    CHECK(parse_duration("7ns") == nanoseconds(7));
    CHECK(parse_duration("200us") == microseconds(200));
    CHECK(parse_duration("1.5ms") == microseconds(1500));
    CHECK(parse_duration("30s") == seconds(30));
    CHECK(parse_duration("2 h") == seconds(7200));
    CHECK(parse_duration("10m") == seconds(600));
    CHECK(parse_duration("0.5d") == seconds(43'200));
}

TEST_CASE("durations: what is wrong is said") {
    CHECK(parse_duration("5").error() == "\"5\" has no unit");
    CHECK(parse_duration("5 sec").error().find("unknown unit \"sec\"") == 0);
    CHECK(parse_duration("1.5ns").error() == "\"1.5ns\" is finer than the smallest unit");
    CHECK(parse_duration("999999999999h").error() == "\"999999999999h\" is too large");
    CHECK(parse_duration("soon").error() == "found \"soon\"");
    CHECK(parse_duration("1-2ms").error() == "found \"1-2ms\"");
    CHECK(parse_duration("").error() == "found \"\"");
}

TEST_CASE("durations: their text reads back") {
    for (const char* text : {"0", "1ns", "1500us", "30s", "2h", "3650d", "61s"}) {
        CHECK(to_text(parse_duration(text).value()) == text);
    }
    CHECK(to_text(forever()) == "forever");
    CHECK(to_text(seconds(120)) == "2m");
}

TEST_CASE("bytes: powers of 1000 and of 1024") {
    CHECK(parse_bytes("512") == 512);
    CHECK(parse_bytes("1KB") == 1000);
    CHECK(parse_bytes("1.5KiB") == 1536);
    CHECK(parse_bytes("16 MiB") == 16'777'216);
    CHECK_FALSE(parse_bytes("0.5B"));
    CHECK_FALSE(parse_bytes("1kib"));
}

TEST_CASE("ratios: exact, in lowest terms") {
    CHECK(parse_ratio("0.05") == Ratio{1, 20});
    CHECK(parse_ratio("5e-2") == Ratio{1, 20});
    CHECK(parse_ratio("5%") == Ratio{1, 20});
    CHECK(parse_ratio("1/20") == Ratio{1, 20});
    CHECK(parse_ratio("0.1") == Ratio{1, 10});
    CHECK(parse_ratio("0.3") == Ratio{3, 10});
    CHECK(parse_ratio("0") == Ratio{0, 1});
    CHECK(parse_ratio("1.000") == Ratio{1, 1});
    CHECK(parse_ratio("100%") == Ratio{1, 1});
    CHECK(parse_ratio("0.123456789") == Ratio{123'456'789, 1'000'000'000});
    CHECK(parse_ratio("1/3") == Ratio{1, 3});
}

TEST_CASE("ratios: what is wrong is said") {
    CHECK(parse_ratio("0.1234567891").error() == "\"0.1234567891\" has more than 9 decimals");
    CHECK(parse_ratio("1e-400").error() == "\"1e-400\" has more than 9 decimals");
    CHECK(parse_ratio("1.01").error() == "\"1.01\" is not from 0 to 1");
    CHECK(parse_ratio("-0.1").error() == "\"-0.1\" is not from 0 to 1");
    CHECK(parse_ratio("101%").error() == "\"101%\" is not from 0 to 1");
    CHECK(parse_ratio("1e300").error() == "\"1e300\" is not from 0 to 1");
    CHECK(parse_ratio("3/2").error() == "\"3/2\" is not from 0 to 1");
    CHECK(parse_ratio("1/0").error().find("denominator") != std::string::npos);
    CHECK(parse_ratio("often").error() == "found \"often\"");
    CHECK_FALSE(parse_ratio("/"));
    CHECK_FALSE(parse_ratio("%"));
}

}  // namespace mqfate::scenarios::quantities_test
