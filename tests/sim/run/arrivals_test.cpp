#include "sim/run/arrivals.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/run/statistics.hpp"

#include <doctest/doctest.h>

namespace mqfate::arrivals_test {

/// One channel whose way to the server is `wires`, and the way back a wire without delay.
struct Line {
    Wiring wiring;
    Luck luck{1, 0};
    std::vector<Instant> busy;
    std::vector<SendWindow> windows;
    std::vector<NodeFault> faults;
    std::vector<std::uint32_t> slowed_by{no_fault, no_fault};

    explicit Line(std::vector<WireProfile> wires) {
        wiring.names = {"server", "client"};
        wiring.channels = {Channel{NodeId{1}, NodeId{0}}};
        wiring.index_channels();
        wiring.routes.resize(2);
        for (std::uint32_t i = 0; i < wires.size(); ++i) wiring.routes[0].push_back(WireId{i});
        wiring.routes[1] = {WireId{static_cast<std::uint32_t>(wires.size())}};
        wires.emplace_back();
        busy.resize(wires.size());
        wiring.wires = std::move(wires);
    }
    Arrivals arrivals() { return {wiring, faults, luck, busy, windows, slowed_by}; }
};

/// A wire on which 1,000 bytes take 1 ms.
WireProfile megabyte_a_second() {
    WireProfile wire;
    wire.bytes_per_second = 1'000'000;
    return wire;
}
WireProfile delayed(Delay delay) {
    WireProfile wire;
    wire.delay = std::move(delay);
    return wire;
}
WireProfile lossy(Ratio loss) {
    WireProfile wire;
    wire.loss = loss;
    return wire;
}
Duration gap(const Line& line, Duration mean_gap, std::uint64_t n) {
    return exponential(mean_gap, line.luck.draw(Purpose::test, 1, n));
}

/// The mean wait in front of a wire, in service times, over 40 independent stretches of 25,000
/// packets, with Poisson arrivals at load `rho`. `sizes`: exponential, or all alike.
Estimate mean_wait(double rho, bool exponential_sizes) {
    const Duration between{static_cast<std::int64_t>(1e6 / rho)};  // the service takes 10^6 ns
    std::vector<double> means;
    for (std::uint64_t run = 0; run < 40; ++run) {
        Line line({megabyte_a_second()});
        line.luck.run = run;
        const Arrivals arrivals = line.arrivals();
        Instant now{};
        double waited = 0;
        for (std::uint64_t n = 0; n < 25'000; ++n) {
            now = now + gap(line, between, n);
            const auto bytes =
                exponential_sizes
                    ? static_cast<std::uint32_t>(
                          exponential({1'000}, line.luck.draw(Purpose::test, 2, n)).ns)
                    : 1'000U;
            const Instant through = arrivals.stream(now, 0, n, bytes, false);
            waited += static_cast<double>((through - now).ns) / 1e6 - bytes / 1e3;
        }
        means.push_back(waited / 25'000);
    }
    return mean_of(means);
}

void check_wait(const Estimate& found, double expected) {
    CAPTURE(found.estimate);
    CAPTURE(expected);
    const double width = (found.high - found.low) / 2;
    CHECK(width < 0.05 * expected);  // tight enough to see 10 percent
    CHECK(std::abs(found.estimate - expected) < 2 * width);
}

TEST_CASE("arrivals: M/D/1, the wait in front of a wire is rho / (2 (1 - rho)) services") {
    // Pollaczek-Khinchine with no variance of the service: at 0.5 it is 0.5, at 0.8 it is 2.
    check_wait(mean_wait(0.5, false), 0.5);
    check_wait(mean_wait(0.8, false), 2.0);
}

TEST_CASE("arrivals: M/M/1, the wait in front of a wire is rho / (1 - rho) services") {
    // At 0.5 it is 1, at 0.8 it is 4. Sizes are whole bytes: rounding down takes half a byte in
    // 1,000, which is 0.05 percent.
    check_wait(mean_wait(0.5, true), 1.0);
    check_wait(mean_wait(0.8, true), 4.0);
}

TEST_CASE("arrivals: an idle wire takes the bytes over the bandwidth; the next waits for it") {
    Line line({megabyte_a_second()});
    const Arrivals arrivals = line.arrivals();
    CHECK(arrivals.stream(Instant{}, 0, 1, 500, false) == Instant{500'000});
    CHECK(arrivals.stream(Instant{}, 0, 2, 500, false) == Instant{1'000'000});
    CHECK(arrivals.stream(Instant{} + seconds(1), 0, 3, 500, false) ==
          Instant{} + seconds(1) + microseconds(500));
}

TEST_CASE("arrivals: a path takes what its wires take together; a handshake is one round trip") {
    Line line(
        {delayed(Delay::constant(milliseconds(3))), delayed(Delay::constant(milliseconds(4)))});
    line.wiring.wires[2].delay = Delay::constant(milliseconds(5));
    const Arrivals arrivals = line.arrivals();
    CHECK(arrivals.stream(Instant{}, 0, 1, 1, false) == Instant{} + milliseconds(7));
    CHECK(arrivals.stream(Instant{}, 1, 1, 1, false) == Instant{} + milliseconds(5));
    // There and back first: 7 + 5 + 7.
    CHECK(arrivals.stream(Instant{}, 0, 1, 1, true) == Instant{} + milliseconds(19));
    CHECK(arrivals.datagram(Instant{}, 0, 1, 1).at == Instant{} + milliseconds(7));
}

TEST_CASE("arrivals: each wire and packet draws for itself, and the same packet always the same") {
    Line line({delayed(Delay::exponential(milliseconds(1))),
               delayed(Delay::exponential(milliseconds(1)))});
    const Arrivals arrivals = line.arrivals();
    const Instant one = arrivals.stream(Instant{}, 0, 1, 1, false);
    CHECK(arrivals.stream(Instant{}, 0, 1, 1, false) == one);
    CHECK(arrivals.stream(Instant{}, 0, 2, 1, false) != one);
    // Two wires that drew alike would give the sum a variance of 4 instead of 2 (in ms^2).
    double sum = 0;
    double squares = 0;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        const double t = static_cast<double>(arrivals.stream(Instant{}, 0, n, 1, false).ns) / 1e6;
        sum += t;
        squares += t * t;
    }
    const double mean = sum / 20'000;
    CHECK(std::abs(mean - 2) < 0.04);  // sigma sqrt(2 / 20,000) = 0.01
    CHECK(std::abs(squares / 20'000 - mean * mean - 2) < 0.2);
}

TEST_CASE("arrivals: a slow node adds to what it sends and to what it gets") {
    Line line({delayed(Delay::constant(milliseconds(1)))});
    line.faults.resize(1);
    line.faults[0].slow_by = Delay::constant(milliseconds(9));
    for (const std::size_t node : {0U, 1U}) {
        line.slowed_by = {no_fault, no_fault};
        line.slowed_by[node] = 0;
        CHECK(line.arrivals().stream(Instant{}, 0, 1, 1, false) == Instant{} + milliseconds(10));
        CHECK(line.arrivals().stream(Instant{}, 1, 1, 1, false) == Instant{} + milliseconds(9));
    }
}

// ---- loss

TEST_CASE("arrivals: a lost packet waits (2^k - 1) time-outs with odds p^k (1 - p)") {
    // p = 0.3, time-out 200 ms: 0 with 0.7; 200 ms with 0.21; 600 ms with 0.063; 1,400 ms with
    // 0.0189. Mean: sum over k of p^k (1 - p) (2^k - 1) T = T ((1 - p) / (1 - 2 p) - 1)
    // = 200 ms * 0.75 = 150 ms (exists only for p < 1/2; here the cap of 120 s takes nothing).
    // Each is the first of a connection: no window has been learnt.
    constexpr int packets = 400'000;
    Line line({lossy({3, 10})});
    line.windows.resize(2);
    const Arrivals arrivals = line.arrivals();
    std::vector<int> counts(5);
    double sum = 0;
    double squares = 0;
    for (std::uint64_t n = 0; n < packets; ++n) {
        const double t = static_cast<double>(arrivals.stream(Instant{}, 0, n, 1, true).ns) / 1e6;
        sum += t;
        squares += t * t;
        for (int k = 0; k < 5; ++k)
            if (t == 200.0 * ((1 << k) - 1)) ++counts[static_cast<std::size_t>(k)];
    }
    double odds = 0.7;
    for (const int count : counts) {
        CHECK(std::abs(count - packets * odds) < 4 * std::sqrt(packets * odds * (1 - odds)));
        odds *= 0.3;
    }
    const double mean = sum / packets;
    const double error = std::sqrt((squares / packets - mean * mean) / packets);
    CHECK(error < 2);
    CHECK(std::abs(mean - 150) < 4 * error);
}

TEST_CASE("arrivals: the time-out is the wiring's, and grows up to its largest") {
    Line line({lossy({9, 10})});
    line.windows.resize(2);
    line.wiring.retransmission_timeout = milliseconds(10);
    line.wiring.retransmission_timeout_max = milliseconds(40);
    // 10, 20, 40, 40, ...: what k losses cost is 0, 10, 30, 70, 110, 150, ...
    for (std::uint64_t n = 0; n < 1'000; ++n) {
        const std::int64_t ms = line.arrivals().stream(Instant{}, 0, n, 1, true).ns / 1'000'000;
        const bool listed = ms == 0 || ms == 10 || ms == 30 || (ms > 30 && (ms - 30) % 40 == 0);
        REQUIRE(listed);
    }
}

TEST_CASE("arrivals: a datagram is lost with the loss of each wire on its way") {
    // Two wires of 0.1: 1 - 0.9^2 = 0.19; sigma sqrt(100,000 * 0.19 * 0.81) = 124.
    Line line({lossy({1, 10}), lossy({1, 10})});
    const Arrivals arrivals = line.arrivals();
    int lost = 0;
    for (std::uint64_t n = 0; n < 100'000; ++n) lost += arrivals.datagram(Instant{}, 0, n, 1).lost;
    CHECK(std::abs(lost - 19'000) < 4 * 124);
}

TEST_CASE("arrivals: a full queue drops datagrams, never more than its bytes wait") {
    WireProfile wire = megabyte_a_second();
    wire.queue_bytes = 5'000;
    Line line({wire});
    const Arrivals arrivals = line.arrivals();
    // At one instant: each sees the bytes before it. Up to 5,000 of them are let in, the next not.
    for (std::uint64_t n = 0; n < 6; ++n)
        CHECK_FALSE(arrivals.datagram(Instant{}, 0, n, 1'000).lost);
    CHECK(arrivals.datagram(Instant{}, 0, 6, 1'000).lost);
    CHECK_FALSE(arrivals.datagram(Instant{} + milliseconds(1), 0, 7, 1'000).lost);
}

TEST_CASE(
    "arrivals: after a cut it gets through with the first retransmission behind the healing") {
    Line line({WireProfile{}});
    const Arrivals arrivals = line.arrivals();
    const auto at = [](std::int64_t ms) { return Instant{} + milliseconds(ms); };
    // Due at 100; tried again at 300, 700, 1,500, 3,100.
    CHECK(arrivals.after_cut(at(100), at(50), milliseconds(200)) == at(100));
    CHECK(arrivals.after_cut(at(100), at(100), milliseconds(200)) == at(100));
    CHECK(arrivals.after_cut(at(100), at(101), milliseconds(200)) == at(300));
    CHECK(arrivals.after_cut(at(100), at(300), milliseconds(200)) == at(300));
    CHECK(arrivals.after_cut(at(100), at(301), milliseconds(200)) == at(700));
    CHECK(arrivals.after_cut(at(100), at(2'000), milliseconds(200)) == at(3'100));
    // What opens a connection: at 1,100 and 3,100.
    CHECK(arrivals.after_cut(at(100), at(101), seconds(1)) == at(1'100));
    CHECK(arrivals.after_cut(at(100), at(1'101), seconds(1)) == at(3'100));
}

TEST_CASE("arrivals: no retransmission waits for longer than the longest time-out") {
    Line line({WireProfile{}});
    line.wiring.retransmission_timeout_max = milliseconds(10);
    const auto at = [](std::int64_t ms) { return Instant{} + milliseconds(ms); };
    CHECK(line.arrivals().after_cut(at(100), at(101), seconds(1)) == at(110));
    CHECK(line.arrivals().after_cut(at(100), at(111), milliseconds(200)) == at(120));
}

}  // namespace mqfate::arrivals_test
