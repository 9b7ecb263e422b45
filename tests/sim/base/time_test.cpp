#include "sim/base/time.hpp"

#include <doctest/doctest.h>

#include <concepts>

namespace mqfate::time_test {

template <class A, class B>
concept Addable = requires(A a, B b) { a + b; };

TEST_CASE("time: instants and durations mix only where it makes sense") {
    static_assert(Addable<Instant, Duration> && Addable<Duration, Duration>);
    static_assert(!Addable<Instant, Instant> && !Addable<Duration, Instant>);
    static_assert(!std::convertible_to<std::int64_t, Duration>);
    static_assert(!std::convertible_to<std::int64_t, Instant>);
    static_assert(!std::convertible_to<Duration, Instant>);
    static_assert(!std::convertible_to<Instant, Duration>);
    CHECK((Instant{7} - Instant{3}) == Duration{4});
    CHECK((Instant{7} - Duration{3}) == Instant{4});
}

TEST_CASE("time: each unit is a thousand of the one before") {
    CHECK(microseconds(1) == nanoseconds(1'000));
    CHECK(milliseconds(1) == microseconds(1'000));
    CHECK(seconds(1) == milliseconds(1'000));
    CHECK(seconds(-2) == nanoseconds(-2'000'000'000));
}

TEST_CASE("time: sums and products saturate, so that forever stays forever") {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    CHECK(forever() + Duration{1} == forever());
    CHECK(Duration{1} + forever() == forever());
    CHECK(Duration{least} + Duration{-1} == Duration{least});
    CHECK(Instant{5} + forever() == Instant::never());
    CHECK(Instant::never() + seconds(1) == Instant::never());
    CHECK(times(forever(), 2) == forever());
    CHECK(times(forever(), -2) == Duration{least});
    CHECK(times(Duration{-3}, -2) == Duration{6});
    CHECK(seconds(10'000'000'000) == forever());  // 317 years; a duration holds 292
    Duration sum = seconds(1);
    sum += milliseconds(1);
    CHECK(sum == nanoseconds(1'001'000'000));
}

TEST_CASE("time: never is later than any instant of a run") {
    CHECK(Instant{} + seconds(1'000'000'000) < Instant::never());
}

}  // namespace mqfate::time_test
