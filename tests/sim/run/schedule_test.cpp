#include "sim/run/schedule.hpp"

#include <cmath>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/run/statistics.hpp"

#include <doctest/doctest.h>

namespace mqfate::schedule_test {

constexpr NodeId node{0};
constexpr FileId file{0};

Schedule fresh() {
    Wiring wiring;
    wiring.names = {"only"};
    Schedule schedule;
    schedule.reset(wiring);
    return schedule;
}

/// The mean wait of a sync for the disk, in sync times, over 40 stretches of 25,000 syncs.
Estimate mean_wait(double rho, const Delay& latency) {
    const Duration between{static_cast<std::int64_t>(1e6 / rho)};
    std::vector<double> means;
    for (std::uint64_t run = 0; run < 40; ++run) {
        const Luck luck{1, run};
        Schedule schedule = fresh();
        Instant now{};
        double waited = 0;
        for (std::uint64_t n = 0; n < 25'000; ++n) {
            now = now + exponential(between, luck.draw(Purpose::test, 1, n));
            const Duration takes = draw(latency, luck, Purpose::disk_sync, 0, n);
            schedule.sync(node, now, takes);
            waited += static_cast<double>((schedule.disks[0].syncs.back() - now - takes).ns) / 1e6;
        }
        means.push_back(waited / 25'000);
    }
    return mean_of(means);
}

void check_wait(const Estimate& found, double expected) {
    CAPTURE(found.estimate);
    CAPTURE(expected);
    const double width = (found.high - found.low) / 2;
    CHECK(width < 0.05 * expected);
    CHECK(std::abs(found.estimate - expected) < 2 * width);
}

TEST_CASE("schedule: the disk is an M/D/1 queue of syncs, waiting rho / (2 (1 - rho))") {
    check_wait(mean_wait(0.5, Delay::constant(milliseconds(1))), 0.5);
    check_wait(mean_wait(0.8, Delay::constant(milliseconds(1))), 2.0);
}

TEST_CASE("schedule: the disk is an M/M/1 queue of syncs, waiting rho / (1 - rho)") {
    check_wait(mean_wait(0.5, Delay::exponential(milliseconds(1))), 1.0);
    check_wait(mean_wait(0.8, Delay::exponential(milliseconds(1))), 4.0);
}

TEST_CASE(
    "schedule: the system writes a file back when it wakes up after it has been dirty enough") {
    // Linux: dirty for 30 s, looked at every 5 s.
    const auto due = [](Duration written) {
        Schedule schedule = fresh();
        schedule.wrote(node, file, Instant{} + written, DiskProfile{});
        return schedule.disks[0].write_backs[0] - Instant{};
    };
    CHECK(due(seconds(0)) == seconds(30));
    CHECK(due(seconds(1)) == seconds(35));
    CHECK(due(seconds(5)) == seconds(35));
    CHECK(due(milliseconds(5'001)) == seconds(40));
}

TEST_CASE("schedule: writing a dirty file again does not put its write-back off") {
    Schedule schedule = fresh();
    schedule.wrote(node, file, Instant{}, DiskProfile{});
    schedule.wrote(node, file, Instant{} + seconds(20), DiskProfile{});
    CHECK(schedule.write_back_is_due(node, file, Instant{} + seconds(30)));
    schedule.clean(node, file);
    schedule.wrote(node, file, Instant{} + seconds(40), DiskProfile{});
    CHECK_FALSE(schedule.write_back_is_due(node, file, Instant{} + seconds(30)));
    CHECK(schedule.write_back_is_due(node, file, Instant{} + seconds(70)));
}

TEST_CASE("schedule: a disk that was reset is free at once") {
    Schedule schedule = fresh();
    schedule.sync(node, Instant{}, seconds(1));
    schedule.sync(node, Instant{}, seconds(1));
    CHECK(schedule.disks[0].syncs.back() == Instant{} + seconds(2));
    schedule.drop_syncs(node, Instant{} + milliseconds(1));
    schedule.sync(node, Instant{} + milliseconds(1), seconds(1));
    CHECK(schedule.disks[0].syncs.size() == 1);
    CHECK(schedule.disks[0].syncs.back() == Instant{} + milliseconds(1'001));
}

TEST_CASE("schedule: timers keep their places beside the world's when others go") {
    Schedule schedule = fresh();
    for (std::uint32_t place = 0; place < 3; ++place)
        schedule.arm(node, place, false, Instant{} + seconds(3 - static_cast<int>(place)));
    schedule.disarm(node, 0);
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(1));
    const auto due = Schedule::timer_of(schedule.wheel.pop());
    CHECK(due.node == node);
    CHECK(due.place == 2);
    schedule.fired(node, 2);
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(2));
    schedule.arm(node, 1, true, Instant{} + seconds(9));  // moved, not added
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(9));
    schedule.arm(node, 0, false, Instant{} + seconds(8));  // a free place
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(8));
    schedule.disarm_all(node);
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant::never());
}

TEST_CASE("schedule: a parked timer comes back when its node goes on, unless it was disarmed") {
    Schedule schedule = fresh();
    for (std::uint32_t place = 0; place < 3; ++place)
        schedule.arm(node, place, false, Instant{} + seconds(1));
    for (std::uint32_t place = 0; place < 3; ++place) {
        REQUIRE(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(1));
        schedule.park(node, Schedule::timer_of(schedule.wheel.pop()).place);
    }
    schedule.disarm(node, 1);
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant::never());
    schedule.unpark(node, Instant{} + seconds(5));
    for (const std::uint32_t place : {0U, 2U}) {
        REQUIRE(schedule.wheel.earliest(Instant::never()) == Instant{} + seconds(5));
        CHECK(Schedule::timer_of(schedule.wheel.pop()).place == place);
    }
    CHECK(schedule.wheel.earliest(Instant::never()) == Instant::never());
}

TEST_CASE("schedule: a datagram's slot follows its place among the others") {
    Schedule schedule = fresh();
    for (std::uint32_t place = 0; place < 4; ++place)
        CHECK(schedule.take_slot(place, place == 2) == place);
    schedule.drop_datagram(1);  // the last one moves to place 1
    CHECK(schedule.slot_places[3] == 1);
    CHECK(schedule.slot_places[0] == 0);
    CHECK(schedule.take_slot(3, false) == 1);  // the free slot is used again
    CHECK(schedule.slot_places[1] == 3);
    CHECK(schedule.slot_lost[2]);
}

}  // namespace mqfate::schedule_test
