// Timers, nearly all of which are cancelled: O(1) to arm and to cancel, exact when they fire.
//
// A hierarchical timing wheel (Varghese, Lauck, SOSP 1987): eight levels of 64 slots, the finest
// 2^22 ns (4 ms) wide. A timer lies in the slot that tells it apart from the current
// tick; when its tick comes it moves to a queue that orders by (instant, sequence). The wheel turns
// no further than it is asked to look, so a cancelled timer costs nothing later and never moves a
// clock. A wheel is a value: a copy turns by itself, and its timers have the same handles.
// Tested by: tests/sim/base/timer_wheel_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/event_queue.hpp"
#include "sim/base/huge_pages.hpp"
#include "sim/base/prefetch.hpp"
#include "sim/base/time.hpp"

namespace mqfate {

class TimerWheel {
public:
    struct Handle {
        std::uint32_t entry = none;
        friend bool operator==(const Handle&, const Handle&) = default;
    };
    struct Due {
        Instant at;
        std::uint64_t payload = 0;
    };

    TimerWheel() { slots_.fill(none); }

    /// Timers of one instant fire in the order of arming. Requires: `at` is not negative.
    Handle arm(Instant at, std::uint64_t payload) {
        const std::uint32_t entry = take_entry();
        ENSURE(sequence_ >> EventQueue::sequence_bits == 0, "more timers than a run can have");
        entries_[entry].at = at.ns;
        entries_[entry].payload = payload;
        entries_[entry].sequence = sequence_++ & 0xffff'ffff'ffffU;
        none_before_ = std::min(none_before_, at);
        place(entry);
        return {entry};
    }
    /// Requires: `handle` is armed.
    void cancel(Handle handle) {
        Entry& entry = entries_[handle.entry];
        ENSURE(entry.state == State::waiting || entry.state == State::near,
               "a timer is cancelled that is not armed");
        if (entry.state == State::near) {
            entry.state = State::dead;  // freed when it comes up in the queue
            return;
        }
        unlink(handle.entry);
        give_back(handle.entry);
    }
    /// The earliest timer that is not later than `limit`, or never. Turns the wheel up to there.
    Instant earliest(Instant limit) {
        return limit < none_before_ ? Instant::never() : find(limit);
    }
    /// Takes the earliest timer. Requires: the last call was earliest() and found one.
    Due pop() {
        const EventQueue::Event first = near_.pop();
        const std::uint64_t payload = entries_[first.payload].payload;
        give_back(first.payload);
        return {first.at, payload};
    }
    /// There are so many timers that what belongs to the next one may lie far away in memory: worth
    /// fetching before it is needed.
    bool is_crowded() const { return entries_.size() > 4096; }
    /// Calls `see(payload)` for the timer that will come up `after` others, if that is known now.
    template <class See> void look_ahead(std::size_t after, See&& see) const {
        near_.look_ahead(after, [&](std::uint32_t entry) { see(entries_[entry].payload); });
    }
    /// The same timers under the same handles, which fire in the same order; and the same after
    /// equal calls.
    friend bool operator==(const TimerWheel&, const TimerWheel&) = default;
    /// Keeps its memory.
    void clear() {
        entries_.clear();
        free_ = none;
        near_.clear();
        slots_.fill(none);
        occupied_.fill(0);
        none_before_ = {};
        tick_ = 0;
        sequence_ = 0;
    }

private:
    static constexpr std::uint32_t none = 0xffff'ffff;
    static constexpr int tick_bits = 22;
    static constexpr int level_bits = 6;
    static constexpr std::size_t levels = 8;
    enum class State : std::uint64_t { free, waiting, near, dead };

    struct Entry {
        std::int64_t at = 0;
        std::uint64_t payload = 0;
        std::uint64_t sequence : 48 = 0;
        std::uint64_t slot : 12 = 0;
        State state : 4 = State::free;
        std::uint32_t next = none;
        std::uint32_t previous = none;
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    static_assert(sizeof(Entry) == 32, "two to a cache line");

    std::uint32_t take_entry() {
        if (free_ == none) {
            entries_.emplace_back();
            return static_cast<std::uint32_t>(entries_.size() - 1);
        }
        const std::uint32_t entry = free_;
        free_ = entries_[entry].next;
        return entry;
    }
    void give_back(std::uint32_t entry) {
        entries_[entry].state = State::free;
        entries_[entry].next = free_;
        free_ = entry;
    }

    void place(std::uint32_t e) {
        Entry& entry = entries_[e];
        const std::uint64_t tick = static_cast<std::uint64_t>(entry.at) >> tick_bits;
        if (tick <= tick_) return push_near(e);
        const int level = (63 - __builtin_clzll((tick ^ tick_) | 63U)) / level_bits;
        const std::size_t slot =
            static_cast<std::size_t>(level) << level_bits | (tick >> (level * level_bits) & 63U);
        entry.state = State::waiting;
        entry.slot = slot & 0xfffU;
        entry.previous = none;
        entry.next = slots_[slot];
        if (entry.next != none) entries_[entry.next].previous = e;
        slots_[slot] = e;
        occupied_[static_cast<std::size_t>(level)] |= std::uint64_t{1} << (slot & 63U);
    }
    void unlink(std::uint32_t e) {
        const Entry& entry = entries_[e];
        if (entry.next != none) entries_[entry.next].previous = entry.previous;
        if (entry.previous != none) {
            entries_[entry.previous].next = entry.next;
            return;
        }
        slots_[entry.slot] = entry.next;
        if (entry.next == none)
            occupied_[entry.slot >> level_bits] &= ~(std::uint64_t{1} << (entry.slot & 63U));
    }
    Instant find(Instant limit) {
        while (true) {
            if (near_.empty()) {
                if (!turn(limit)) return Instant::never();
                continue;
            }
            const EventQueue::Event first = near_.front();
            if (is_crowded())
                near_.look_ahead(8, [&](std::uint32_t entry) { prefetch(&entries_[entry]); });
            if (entries_[first.payload].state == State::near) {
                none_before_ = first.at;
                return first.at <= limit ? first.at : Instant::never();
            }
            give_back(near_.pop().payload);
        }
    }
    // Goes on to the next slot that holds something, and spreads what is in it. False if there is
    // none up to `limit`.
    bool turn(Instant limit) {
        for (std::size_t level = 0; level < levels; ++level) {
            if (occupied_[level] == 0) continue;
            const auto slot = static_cast<std::size_t>(__builtin_ctzll(occupied_[level]));
            const std::size_t shift = level * level_bits;
            const std::uint64_t above = shift + level_bits >= 64
                                            ? 0
                                            : tick_ >> (shift + level_bits) << (shift + level_bits);
            const std::uint64_t start = above | static_cast<std::uint64_t>(slot) << shift;
            if (start > static_cast<std::uint64_t>(limit.ns) >> tick_bits) {
                none_before_ = {static_cast<std::int64_t>(start << tick_bits)};
                return false;
            }
            tick_ = start;
            std::uint32_t e = slots_[level << level_bits | slot];
            slots_[level << level_bits | slot] = none;
            occupied_[level] &= ~(std::uint64_t{1} << slot);
            while (e != none) {
                const std::uint32_t next = entries_[e].next;
                place(e);
                e = next;
            }
            return true;
        }
        none_before_ = Instant::never();
        return false;
    }

    void push_near(std::uint32_t e) {
        Entry& entry = entries_[e];
        entry.state = State::near;
        near_.push(Instant{entry.at}, Phase{}, e, entry.sequence);
    }

    HugeVector<Entry> entries_;
    std::uint32_t free_ = none;
    std::array<std::uint32_t, levels << level_bits> slots_;
    std::array<std::uint64_t, levels> occupied_{};
    EventQueue near_;        // payload: the entry
    Instant none_before_{};  // as far as is known: most questions are about what comes earlier
    std::uint64_t tick_ = 0;
    std::uint64_t sequence_ = 0;
};

}  // namespace mqfate
