// Whatever is written is read back as it was.
#include "scenarios/input/written.hpp"

#include "tests/scenarios/input/one_value.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::written_test {

/// What `read` makes of `value`, without an error.
template <class Read> auto read_back(const Value& value, Read read) {
    OneValue one(compact(value));
    CAPTURE(compact(value));
    const auto back = read(one.it());
    CHECK_MESSAGE(one.errors.empty(), one.said());
    return back;
}

TEST_CASE("written: numbers, texts and truths are JSON's own") {
    CHECK(compact(written(std::uint16_t{3})) == "3");
    CHECK(compact(written(std::int64_t{0})) == "0");
    CHECK(compact(written(true)) == "true");
    CHECK(compact(written(false)) == "false");
    CHECK(compact(written(std::string("a \"b\""))) == R"("a \"b\"")");
}

TEST_CASE("written: durations have their unit, or are milliseconds") {
    for (const Duration d : {Duration{}, microseconds(1'500), seconds(30), nanoseconds(7)})
        CHECK(read_back(written(d), [](const Cursor& c) { return c.duration(); }) == d);
    constexpr DurationLimits any{.min = {}, .max = forever()};
    const auto ms = [&](const Cursor& c) { return c.duration_ms(any); };
    for (const Duration d : {Duration{}, seconds(30), microseconds(1'500), forever()})
        CHECK(read_back(written_ms(d), ms) == d);
    CHECK(compact(written_ms(seconds(30))) == "30000");
    CHECK(compact(written_ms(forever())) == "9223372036854775807");  // Long.MAX_VALUE
    CHECK(compact(written_ms(microseconds(1'500))) == "\"1500us\"");
}

TEST_CASE("written: shares are exact") {
    for (const Ratio r : {Ratio{}, Ratio::one(), Ratio{1, 20}, Ratio{1, 3}})
        CHECK(read_back(written(r), [](const Cursor& c) { return c.ratio(); }) == r);
}

TEST_CASE("written: every form of a delay, with a fixed part and without") {
    Delay quantiles;
    quantiles.kind = Delay::Kind::quantiles;
    quantiles.points = {{{0, 1}, milliseconds(1)}, {{1, 2}, milliseconds(2)}, {{1, 1}, seconds(1)}};
    Delay mix;
    mix.kind = Delay::Kind::mix;
    mix.parts = {{9, Delay::constant(seconds(1))}, {1, Delay::exponential(seconds(2))}};
    for (Delay delay :
         {Delay::constant(microseconds(5)), Delay::uniform(microseconds(1), milliseconds(1)),
          Delay::exponential(seconds(1)), Delay::erlang(3, seconds(1)), quantiles, mix})
        for (const Duration at_least : {Duration{}, milliseconds(7)}) {
            delay.at_least = at_least;
            // "1ms" and another constant is what a constant with a fixed part is.
            CHECK(read_back(written(delay), [](const Cursor& c) { return c.delay(); }) == delay);
        }
}

}  // namespace mqfate::scenarios::written_test
