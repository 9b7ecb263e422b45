#include "sim/run/send_window.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/ratio.hpp"

#include <doctest/doctest.h>

namespace mqfate::send_window_test {

/// 15 ms each way; loses with a ratio, or what the test says by number of transmission.
struct Path {
    Ratio loss{};
    Luck luck{1, 0};
    std::vector<int> loses{};  ///< transmissions from 0
    int count = 0;
    std::vector<std::int64_t> left_ms{};
    Duration timeout = milliseconds(230);
    Duration timeout_max = seconds(120);

    Passage cross(Instant at, std::uint64_t which, std::uint32_t) {
        left_ms.push_back(at.ns / 1'000'000);
        const bool planned = std::find(loses.begin(), loses.end(), count++) != loses.end();
        const bool lost = planned || loss.hit(luck.draw(Purpose::test, 0, which));
        return {at + milliseconds(15), lost};
    }
    Passage back(Instant at, std::uint64_t which) const {
        const bool lost = loss.hit(luck.draw(Purpose::test, 1, which));
        return {at + milliseconds(15), lost};
    }
};

constexpr std::uint32_t segment = SendWindow::segment_bytes;
Instant at(std::int64_t ms) { return Instant{} + milliseconds(ms); }

TEST_CASE("send window: ten segments to begin with, twice as many each round trip (slow start)") {
    SendWindow window;
    Path path;
    // 10 at 0 ms, 20 at 30 ms, 40 at 60 ms.
    CHECK(window.accept(at(0), 70 * segment, 1, path) == at(75));
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 0) == 10);
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 30) == 20);
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 60) == 40);
}

TEST_CASE("send window: small messages leave one by one, and together once they have to wait") {
    SendWindow window;
    Path path;
    for (std::uint64_t i = 0; i < 30; ++i) window.accept(at(0), 100, i, path);
    CHECK(path.left_ms.size() == 12);  // ten alone; 14 fit into the next, the rest into another
    CHECK(window.held() == 3'000);
    CHECK(window.when_held_is(2'000) == at(30));
    CHECK(window.when_held_is(1'999) == at(60));
    window.settle(at(30));
    CHECK(window.held() == 2'000);
}

TEST_CASE("send window: a loss among many is sent again after one round trip, at half the window") {
    SendWindow window;
    Path path;
    path.loses = {5};
    window.accept(at(0), 9 * segment, 1, path);
    // The sixth is lost; its second transmission leaves at 30 ms, arrives at 45.
    CHECK(path.left_ms[6] == 30);
    // What is behind it waits: nothing is acknowledged before 60 ms.
    CHECK(window.when_held_is(4 * segment) == at(30));
    CHECK(window.when_held_is(3 * segment) == at(60));
    path.left_ms.clear();
    window.accept(at(60), 20 * segment, 2, path);
    // Half of ten, five more acknowledged since, in congestion avoidance; then the next one.
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 60) < 10);
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 60) > 4);
}

TEST_CASE("send window: a loss among few waits for the time-out, which doubles") {
    SendWindow window;
    Path path;
    path.loses = {0, 1};
    CHECK(window.accept(at(0), 100, 1, path) == at(0 + 230 + 460 + 15));
    path.left_ms.clear();
    window.accept(at(1'000), 4 * segment, 2, path);
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 1'000) == 1);  // begun anew
    CHECK(std::count(path.left_ms.begin(), path.left_ms.end(), 1'030) == 2);
}

TEST_CASE("send window: messages arrive in order, also across holes") {
    SendWindow window;
    Path path;
    path.loss = {1, 5};
    Instant last{};
    for (std::uint64_t i = 0; i < 2'000; ++i) {
        const Instant arrives = window.accept(at(static_cast<std::int64_t>(i)), 300, i, path);
        REQUIRE(arrives >= last);
        last = arrives;
    }
}

// Padhye, Firoiu, Towsley, Kurose: Modeling TCP Throughput (SIGCOMM 1998), equation 30 with b = 1:
// 1 / (RTT sqrt(2 p / 3) + T0 min(1, 3 sqrt(3 p / 8)) p (1 + 32 p^2)) segments a second.
// There a loss takes the rest of its round along and acknowledgements are cumulative only; here
// each segment is lost for itself, and selective acknowledgements fill several holes at once. So it
// is somewhat more here, at each loss alike (measured: 1.22 to 1.43 times).
TEST_CASE("send window: the throughput under loss is what the PFTK formula says") {
    for (const std::uint32_t percent : {1U, 2U, 5U, 8U, 10U, 15U}) {
        const double p = percent / 100.0;
        const double expected =
            1 / (0.030 * std::sqrt(2 * p / 3) +
                 0.230 * std::min(1.0, 3 * std::sqrt(3 * p / 8)) * p * (1 + 32 * p * p));
        constexpr std::uint32_t segments = 100'000;
        SendWindow window;
        Path path;
        path.loss = {percent, 100};
        Instant end{};
        for (std::uint32_t i = 0; i < segments; ++i) end = window.accept(at(0), segment, i, path);
        const double found = segments / (static_cast<double>(end.ns) / 1e9);
        CAPTURE(percent);
        CAPTURE(found);
        CAPTURE(expected);
        CHECK(found / expected > 1);
        CHECK(found / expected < 1.5);
    }
}

}  // namespace mqfate::send_window_test
