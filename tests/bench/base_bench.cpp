// What the bricks below the engine cost. The hold model keeps a number of events pending: each step
// takes the earliest and adds another an exponential delay later, as a simulation at rest does.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/base/event_queue.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/base/histogram.hpp"
#include "sim/base/luck.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/timer_wheel.hpp"

namespace mqfate::base_bench {
namespace {

constexpr Luck luck{7, 1};

/// Delays drawn beforehand, so that a queue is measured and not the luck; a power of two of them.
std::vector<Duration> exponential_delays(Duration mean) {
    std::vector<Duration> delays;
    for (std::uint64_t i = 0; i < 1U << 14; ++i)
        delays.push_back(exponential(mean, luck.draw(Purpose::test, 0, i)));
    return delays;
}

void luck_draw(benchmark::State& state) {
    std::uint64_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(luck.draw(Purpose::test, 42, i++));
}
BENCHMARK(luck_draw);

void delay_draw(benchmark::State& state, const Delay& delay) {
    std::uint64_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(draw(delay, luck, Purpose::link_delay, 42, i++).ns);
}
BENCHMARK_CAPTURE(delay_draw, constant, Delay::constant(milliseconds(1)));
BENCHMARK_CAPTURE(delay_draw, uniform, Delay::uniform(microseconds(200), microseconds(400)));
BENCHMARK_CAPTURE(delay_draw, exponential, Delay::exponential(milliseconds(1)));
BENCHMARK_CAPTURE(delay_draw, erlang_4, Delay::erlang(4, milliseconds(1)));
BENCHMARK_CAPTURE(delay_draw, quantiles_5,
                  Delay{.kind = Delay::Kind::quantiles,
                        .points = {{{0, 1}, microseconds(100)},
                                   {{1, 2}, microseconds(200)},
                                   {{9, 10}, microseconds(400)},
                                   {{99, 100}, milliseconds(1)},
                                   {{1, 1}, milliseconds(10)}}});

void hold(benchmark::State& state) {
    const auto delays = exponential_delays(milliseconds(1));
    EventQueue queue;
    std::uint64_t i = 0;
    const auto next = [&] { return delays[i++ & (delays.size() - 1)]; };
    for (std::int64_t pending = 0; pending < state.range(0); ++pending)
        queue.push(Instant{} + next(), Phase::delivery, 1);
    for (std::int64_t warm = 0; warm < 4 * state.range(0); ++warm)
        queue.push(queue.pop().at + next(), Phase::delivery, 1);
    for (auto _ : state) queue.push(queue.pop().at + next(), Phase::delivery, 1);
}
BENCHMARK(hold)->Arg(1)->Arg(10)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(1'000'000);

/// Time-outs of requests, each cancelled by the answer and armed again for the next.
void timer_arm_and_cancel(benchmark::State& state) {
    TimerWheel wheel;
    std::vector<TimerWheel::Handle> armed(static_cast<std::size_t>(state.range(0)));
    Instant now{};
    std::size_t i = 0;
    for (auto& handle : armed) handle = wheel.arm(now + seconds(30), 1);
    for (auto _ : state) {
        now = now + microseconds(1);
        benchmark::DoNotOptimize(wheel.earliest(now));
        wheel.cancel(armed[i]);
        armed[i] = wheel.arm(now + seconds(30), 1);
        if (++i == armed.size()) i = 0;
    }
}
BENCHMARK(timer_arm_and_cancel)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// Timers that fire, each armed again: the hold model of the wheel.
void timer_fire(benchmark::State& state) {
    const auto delays = exponential_delays(milliseconds(5));
    TimerWheel wheel;
    std::uint64_t i = 0;
    const auto next = [&] { return delays[i++ & (delays.size() - 1)]; };
    for (std::int64_t n = 0; n < state.range(0); ++n) wheel.arm(Instant{} + next(), 1);
    for (auto _ : state) {
        wheel.earliest(Instant::never());
        wheel.arm(wheel.pop().at + next(), 1);
    }
}
BENCHMARK(timer_fire)->Arg(100)->Arg(10'000);

void histogram_add(benchmark::State& state) {
    const auto delays = exponential_delays(milliseconds(1));
    Histogram histogram;
    std::uint64_t i = 0;
    for (auto _ : state) histogram.add(delays[i++ & (delays.size() - 1)]);
    benchmark::DoNotOptimize(histogram.max());
}
BENCHMARK(histogram_add);

/// A world of a few kilobytes: lists of small structs with a gap, and of plain ones.
void fingerprint_of_4_kilobytes(benchmark::State& state) {
    struct Entry {
        NodeId node;
        std::uint32_t count;
    };
    const std::pair world{std::vector<Entry>(300), std::vector<std::uint64_t>(256)};
    Fingerprinter fingerprinter;
    for (auto _ : state) benchmark::DoNotOptimize(fingerprinter(world));
}
BENCHMARK(fingerprint_of_4_kilobytes);

}  // namespace
}  // namespace mqfate::base_bench
