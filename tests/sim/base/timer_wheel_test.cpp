#include "sim/base/timer_wheel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::timer_wheel_test {

/// The armed timers as a plain list; the earliest is found by looking at all of them.
struct Twin {
    struct Armed {
        Instant at;
        std::uint32_t payload;  // rises with each arming, so it is the sequence too
        TimerWheel::Handle handle;
    };
    std::vector<Armed> armed;

    auto first() const {
        return std::min_element(armed.begin(), armed.end(), [](const Armed& a, const Armed& b) {
            return a.at != b.at ? a.at < b.at : a.payload < b.payload;
        });
    }
};

/// Arms, cancels and fires `steps` times by draws; delays are below `longest`, nearly all shorter.
void compare(std::uint64_t run, std::uint64_t longest, std::uint64_t cancelled_percent) {
    const Luck luck{4, run};
    TimerWheel wheel;
    Twin twin;
    Instant now{};
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const std::uint64_t draw = luck.draw(Purpose::test, 0, i);
        if (twin.armed.size() < 10 || (draw & 1U) != 0) {
            const std::uint64_t delay =
                below(luck.draw(Purpose::test, 1, i), longest) >> below(draw, 40);
            const Instant at = now + Duration{static_cast<std::int64_t>(delay)};
            twin.armed.push_back({at, i, wheel.arm(at, i)});
        } else if (below(draw, 100) < cancelled_percent) {
            const std::size_t which = below(luck.draw(Purpose::test, 2, i), twin.armed.size());
            wheel.cancel(twin.armed[which].handle);
            twin.armed.erase(twin.armed.begin() + static_cast<std::ptrdiff_t>(which));
        } else {
            const auto first = twin.first();
            // Something else of the simulation may be due before, and is asked about first.
            const auto before = static_cast<std::int64_t>(
                below(luck.draw(Purpose::test, 3, i),
                      static_cast<std::uint64_t>((first->at - now).ns) + 1));
            const Instant other = now + Duration{before};
            if (other < first->at) REQUIRE(wheel.earliest(other) == Instant::never());
            REQUIRE(wheel.earliest(draw % 3 == 0 ? first->at : Instant::never()) == first->at);
            const TimerWheel::Due due = wheel.pop();
            REQUIRE(due.at == first->at);
            REQUIRE(due.payload == first->payload);
            now = due.at;
            twin.armed.erase(first);
        }
    }
}

TEST_CASE("timer wheel: fires what a plain list would, at exact instants, in the order of arming") {
    for (std::uint64_t run = 0; run < 3; ++run)
        for (const std::uint64_t longest : {1ULL << 10, 1ULL << 20, 1ULL << 35, 1ULL << 48})
            for (const std::uint64_t cancelled : {0U, 30U, 60U}) {
                CAPTURE(run);
                CAPTURE(longest);
                CAPTURE(cancelled);
                compare(run, longest, cancelled);
            }
}

TEST_CASE("timer wheel: timers of one instant fire in the order of arming") {
    TimerWheel wheel;
    for (std::uint32_t i = 0; i < 5; ++i) wheel.arm(Instant{} + seconds(1), i);
    for (std::uint32_t i = 0; i < 5; ++i) {
        REQUIRE(wheel.earliest(Instant::never()) == Instant{} + seconds(1));
        CHECK(wheel.pop().payload == i);
    }
    CHECK(wheel.earliest(Instant::never()) == Instant::never());
}

TEST_CASE("timer wheel: a cancelled timer is never seen, far off or due next") {
    TimerWheel wheel;
    const auto next = wheel.arm({100}, 1);
    const auto far = wheel.arm(Instant{} + seconds(100), 2);
    wheel.arm(Instant{} + seconds(200), 3);
    CHECK(wheel.earliest(Instant::never()) == Instant{100});
    wheel.cancel(next);
    wheel.cancel(far);
    CHECK(wheel.earliest(Instant::never()) == Instant{} + seconds(200));
    CHECK(wheel.pop().payload == 3);
}

TEST_CASE("timer wheel: looking ahead does not hide what is armed for an earlier instant") {
    TimerWheel wheel;
    wheel.arm(Instant{} + seconds(3'600), 1);
    CHECK(wheel.earliest(Instant::never()) == Instant{} + seconds(3'600));
    wheel.arm(Instant{} + seconds(2), 2);
    wheel.arm(Instant{} + seconds(1), 3);
    for (const std::uint32_t expected : {3U, 2U, 1U}) {
        CHECK(wheel.earliest(Instant::never()) != Instant::never());
        CHECK(wheel.pop().payload == expected);
    }
}

TEST_CASE("timer wheel: up to a limit, and the limit itself counts") {
    TimerWheel wheel;
    wheel.arm(Instant{} + milliseconds(10), 1);
    CHECK(wheel.earliest(Instant{} + milliseconds(10) - Duration{1}) == Instant::never());
    CHECK(wheel.earliest(Instant{} + milliseconds(10)) == Instant{} + milliseconds(10));
}

TEST_CASE("timer wheel: a cleared one is like a new one") {
    TimerWheel wheel;
    for (std::uint32_t i = 0; i < 100; ++i) wheel.arm(Instant{} + milliseconds(i), i);
    CHECK(wheel.earliest(Instant{} + seconds(1)) == Instant{});
    wheel.clear();
    CHECK(wheel.earliest(Instant::never()) == Instant::never());
    const auto handle = wheel.arm(Instant{} + milliseconds(1), 7);
    CHECK(handle == TimerWheel{}.arm(Instant{} + milliseconds(1), 7));
    CHECK(wheel.earliest(Instant::never()) == Instant{} + milliseconds(1));
    CHECK(wheel.pop().payload == 7);
}

}  // namespace mqfate::timer_wheel_test
