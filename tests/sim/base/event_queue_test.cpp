#include "sim/base/event_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::event_queue_test {

constexpr Phase phases[] = {Phase::fault, Phase::disk, Phase::delivery, Phase::look};

/// The same order, said as simply as possible: a sorted list of (time, phase, sequence).
class Twin {
public:
    void push(Instant at, Phase phase, std::uint32_t payload) {
        const Key key{at.ns, phase, sequence_++, payload};
        keys_.insert(std::upper_bound(keys_.begin(), keys_.end(), key), key);
    }
    EventQueue::Event pop() {
        const auto [at, phase, sequence, payload] = keys_.front();
        keys_.erase(keys_.begin());
        return {{at}, payload};
    }
    std::size_t size() const { return keys_.size(); }
    bool empty() const { return keys_.empty(); }

private:
    using Key = std::tuple<std::int64_t, Phase, std::uint64_t, std::uint32_t>;
    std::vector<Key> keys_;
    std::uint64_t sequence_ = 0;
};

struct Load {
    const char* name;
    std::size_t pending;
    std::uint64_t longest;         // delays are below this many ns
    std::uint64_t shortened_bits;  // and are shifted down by up to this many bits: 0 is uniform
    bool back = false;             // an eighth is pushed before the event that was popped last
};

/// `steps` pushes and pops, drawn, around `load.pending` events; both must agree at each.
void compare(const Load& load, std::uint64_t run, int steps) {
    const Luck luck{1, run};
    EventQueue queue;
    Twin twin;
    Instant now{};
    for (int i = 0; i < steps; ++i) {
        const std::uint64_t draw = luck.draw(Purpose::test, 0, static_cast<std::uint64_t>(i));
        const bool grow = twin.empty() || below(draw, 2 * load.pending) + 1 > twin.size();
        if (grow) {
            const std::uint64_t shape = luck.draw(Purpose::test, 1, static_cast<std::uint64_t>(i));
            const auto delay = static_cast<std::int64_t>(
                below(shape, load.longest) >> below(draw << 32, load.shortened_bits + 1));
            const bool back = load.back && (shape & 7U) == 0 && delay <= now.ns;
            const Instant at = now + Duration{back ? -delay : delay};
            const Phase phase = phases[draw & 3U];
            const auto payload = static_cast<std::uint32_t>(i);
            queue.push(at, phase, payload);
            twin.push(at, phase, payload);
        } else {
            const EventQueue::Event expected = twin.pop();
            REQUIRE(queue.earliest() == expected.at);
            const EventQueue::Event event = queue.pop();
            REQUIRE(event.payload == expected.payload);
            REQUIRE(event.at == expected.at);
            now = event.at;
        }
        REQUIRE(queue.size() == twin.size());
    }
    while (!twin.empty()) REQUIRE(queue.pop().payload == twin.pop().payload);
    CHECK(queue.empty());
}

TEST_CASE("event queue: the order of a sorted list, at every size, span and number of ties") {
    const Load loads[] = {
        {"a few", 5, 1'000'000, 0},
        {"many ties: delays of 0 to 3 ns", 300, 4, 0},
        {"nothing but ties", 500, 1, 0},
        {"some hundred within a millisecond", 300, 1'000'000, 0},
        {"from nanoseconds to days", 2'000, 1ULL << 47, 47},
        {"from nanoseconds to the end of time", 200, 1ULL << 61, 60},
        {"near ones and far ones", 1'000, 1ULL << 40, 20},
        {"some before what was popped", 400, 1'000'000, 10, true},
        {"many before what was popped, far and near", 1'000, 1ULL << 40, 30, true},
    };
    for (const Load& load : loads)
        for (std::uint64_t run = 0; run < 3; ++run) {
            CAPTURE(load.name);
            CAPTURE(run);
            compare(load, run, 10'000);
        }
}

TEST_CASE("event queue: of one instant, faults first, then disk, delivery, look; then by push") {
    EventQueue queue;
    const Instant at{5};
    for (std::uint32_t i = 0; i < 8; ++i) queue.push(at, phases[3 - i % 4], i);
    // Pushed: look 0, delivery 1, disk 2, fault 3, look 4, delivery 5, disk 6, fault 7.
    for (const std::uint32_t expected : {3U, 7U, 2U, 6U, 1U, 5U, 0U, 4U})
        CHECK(queue.pop().payload == expected);
}

TEST_CASE("event queue: much that comes within a wide near part is spread again, in order") {
    // 69.9 s and 70.8 s share a bucket, [65 * 2^30, 66 * 2^30) ns = [69.79 s, 70.87 s), so the near
    // part reaches to its end. What comes then lies within it, or before what is due first, or
    // before its bucket; 60 s differs from it in a higher digit, since 2^36 ns = 68.7 s.
    for (const bool long_ago : {false, true}) {
        EventQueue queue;
        Twin twin;
        const Luck luck{2, long_ago};
        std::uint32_t pushed = 0;
        const auto push = [&](std::int64_t from_ms, std::int64_t width_ms) {
            const auto width = static_cast<std::uint64_t>(milliseconds(width_ms).ns);
            const std::uint64_t ns = below(luck.draw(Purpose::test, 0, pushed), width + 1);
            const Instant at = Instant{static_cast<std::int64_t>(ns)} + milliseconds(from_ms);
            queue.push(at, Phase::delivery, pushed);
            twin.push(at, Phase::delivery, pushed++);
        };
        for (const int ms : {69'900, 70'800, 71'500, 75'000, 100'000}) push(ms, 0);
        CHECK(queue.earliest() == Instant{} + milliseconds(69'900));
        if (long_ago) push(60'000, 0);
        for (int i = 0; i < 2'000; ++i) push(69'900, 900);
        for (int i = 0; i < 500; ++i) push(69'800, 100);
        for (int i = 0; i < 500; ++i) push(60'000, 15'000);
        while (!twin.empty()) REQUIRE(queue.pop().payload == twin.pop().payload);
        CHECK(queue.empty());
    }
}

TEST_CASE("event queue: what is pushed before the last popped event comes up next") {
    EventQueue queue;
    queue.push(Instant{} + seconds(2), Phase::delivery, 1);
    queue.push(Instant{} + seconds(3), Phase::delivery, 2);
    CHECK(queue.pop().payload == 1);
    queue.push(Instant{} + seconds(1), Phase::delivery, 3);
    queue.push(Instant{}, Phase::delivery, 4);
    for (const std::uint32_t expected : {4U, 3U, 2U}) CHECK(queue.pop().payload == expected);
}

TEST_CASE("event queue: a cleared one is like a new one, sequence and all") {
    EventQueue used;
    for (std::uint32_t i = 0; i < 1'000; ++i)
        used.push({static_cast<std::int64_t>(i) * 1'000}, Phase::delivery, i);
    for (int i = 0; i < 500; ++i) used.pop();
    used.clear();
    CHECK(used.empty());
    EventQueue fresh;
    for (EventQueue* queue : {&used, &fresh})
        for (std::uint32_t i = 0; i < 300; ++i)
            queue->push({static_cast<std::int64_t>(i * 7'919 % 101)}, Phase::disk, i);
    while (!fresh.empty()) REQUIRE(used.pop().payload == fresh.pop().payload);
    CHECK(used.empty());
}

TEST_CASE("event queue: a copy goes on by itself") {
    EventQueue queue;
    for (std::uint32_t i = 0; i < 100; ++i) queue.push({100 - i}, Phase::delivery, i);
    EventQueue copy = queue;
    CHECK(queue.pop().payload == 99);
    CHECK(queue.size() == 99);
    CHECK(copy.size() == 100);
    CHECK(copy.pop().payload == 99);
}

TEST_CASE("event queue: never, the last instant, is an instant like any other") {
    EventQueue queue;
    queue.push(Instant::never(), Phase::delivery, 1);
    queue.push(Instant{1}, Phase::delivery, 2);
    CHECK(queue.pop().payload == 2);
    CHECK(queue.earliest() == Instant::never());
    CHECK(queue.pop().payload == 1);
}

TEST_CASE("event queue: looking ahead shows what comes up later, as far as it is known") {
    EventQueue queue;
    std::vector<std::uint32_t> seen;
    const auto look = [&](std::size_t after) {
        seen.clear();
        queue.look_ahead(after, [&](std::uint32_t payload) { seen.push_back(payload); });
        return seen;
    };
    CHECK(look(0).empty());
    for (const std::uint32_t i : {3U, 1U, 0U, 2U}) queue.push(Instant{100 + i}, Phase::delivery, i);
    CHECK(queue.front().payload == 0);
    CHECK(look(2) == std::vector<std::uint32_t>{0, 1, 2});  // none of them was seen before
    CHECK(queue.pop().payload == 0);
    CHECK(look(2) == std::vector<std::uint32_t>{3});
    CHECK(look(3).empty());
    CHECK(queue.pop().payload == 1);  // and nothing has changed by that
}

}  // namespace mqfate::event_queue_test
