// The main queue: what happens next, in the documented total order (time, phase, sequence).
//
// Near events lie sorted, far ones unsorted in buckets: a ladder queue (Tang, Goh, Thng: ACM TOMACS
// 15(3), 2005) whose rungs are aligned to powers of two, as in a radix heap (Ahuja, Mehlhorn,
// Orlin, Tarjan: J. ACM 37(2), 1990). When the near part is used up, the earliest bucket is opened:
// a small one is sorted into the near part, a large one is spread over the buckets of finer levels.
// So a key moves a few times, always to the end of something, however many events are pending.
//
// Invariants:
//  1. Every key up to `horizon_` is in the near part, every later one in a bucket.
//  2. The bucket of a key is named by the highest 6-bit digit in which its instant differs from
//     `horizon_` (level) and by that digit (slot). Hence the first slot of the lowest level that
//     holds anything comes before all other buckets.
//  3. The near part is sorted, and no key after its first lies past `horizon_`.
// Pushing before the event that was popped last is allowed; it comes up next.
//
// A queue is a value: a copy goes on by itself. Two are equal when the same events come up in the
// same order, now and after equal pushes, wherever their keys lie.
//
// Left out: removal from the middle. Time-outs, nearly all of which are cancelled, live in the
// timer wheel; an event whose reason is gone is recognised by its owner when it comes up.
//
// Tested by: tests/sim/base/event_queue_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/huge_pages.hpp"
#include "sim/base/time.hpp"
#include "sim/base/wide.hpp"

namespace mqfate {

/// What goes first among the events of one instant.
enum class Phase : std::uint8_t { fault, disk, delivery, look };

class EventQueue {
public:
    /// A payload has 27 bits; a run has at most 2^34 events between two clear().
    static constexpr int payload_bits = 27;
    static constexpr int sequence_bits = 34;
    struct Event {
        Instant at;
        std::uint32_t payload = 0;
    };

    /// Requires: `at` is not negative.
    void push(Instant at, Phase phase, std::uint32_t payload) {
        push(at, phase, payload, sequence_++);
    }
    /// The same, with a place of its owner's choice among the events of one instant and phase.
    void push(Instant at, Phase phase, std::uint32_t payload, std::uint64_t sequence) {
        ENSURE(at.ns >= 0 && payload >> payload_bits == 0, "an event that does not fit into a key");
        ENSURE(sequence >> sequence_bits == 0, "more events than a run can have");
        const Key key{static_cast<std::uint64_t>(at.ns),
                      static_cast<std::uint64_t>(phase) << 61 | sequence << payload_bits | payload};
        ++size_;
        if (key.at > horizon_) return put(key);
        insert_near(key);
        if (near_.size() - first_ > crowded) spread_near();
    }
    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    /// Requires: not empty.
    Instant earliest() {
        if (first_ == near_.size()) open_next();
        return {static_cast<std::int64_t>(near_[first_].at)};
    }
    /// What comes up next; it stays. Requires: not empty.
    Event front() {
        if (first_ == near_.size()) open_next();
        const Key& key = near_[first_];
        return {{static_cast<std::int64_t>(key.at)}, payload_of(key)};
    }
    /// Requires: not empty.
    Event pop() {
        const Event event = front();
        ++first_;
        --size_;
        return event;
    }
    /// Calls `see(payload)` for the event that will come up `after` others, if that is known now;
    /// for all up to that one if nobody could know it earlier. To fetch memory, not to decide.
    template <class See> void look_ahead(std::size_t after, See&& see) const {
        const std::size_t known = near_.size() - first_;
        for (std::size_t i = first_ == 0 ? 0 : after; i <= after && i < known; ++i)
            see(payload_of(near_[first_ + i]));
    }
    /// Sorts copies of both: for snapshots and tests, not for a step.
    friend bool operator==(const EventQueue& a, const EventQueue& b) {
        return a.size_ == b.size_ && a.sequence_ == b.sequence_ && a.sorted() == b.sorted();
    }
    /// Keeps its memory.
    void clear() {
        near_.clear();
        first_ = size_ = 0;
        blocks_used_ = 0;
        free_ = none;
        levels_ = 0;
        occupied_.fill(0);
        horizon_ = floor_ = 0;
        sequence_ = 0;
    }

private:
    static constexpr std::uint32_t none = 0xffff'ffff;
    static constexpr unsigned digit_bits = 6;
    static constexpr std::size_t slots = std::size_t{1} << digit_bits;
    static constexpr std::size_t levels = 11;    // 66 bits
    static constexpr std::size_t small = 96;     // sorted when opened; measured
    static constexpr std::size_t crowded = 128;  // of the near part; then it is spread again

    struct Key {
        std::uint64_t at;
        std::uint64_t rest;  // phase: 3 bits, sequence: 34, payload: 27
        bool before(const Key& other) const {
            return (static_cast<Wide>(at) << 64 | rest) <
                   (static_cast<Wide>(other.at) << 64 | other.rest);
        }
        friend bool operator==(const Key&, const Key&) = default;
    };
    static std::uint32_t payload_of(const Key& key) {
        return static_cast<std::uint32_t>(key.rest & ((1U << payload_bits) - 1U));
    }
    // A part of a bucket: buckets are lists of blocks, so that memory follows what is pending.
    // What every visit needs lies in one cache line with the first keys.
    struct alignas(64) Block {
        static constexpr std::uint32_t capacity = 31;
        std::uint32_t count;
        std::uint32_t next;
        std::array<Key, capacity> keys;
    };
    struct Bucket {
        std::uint32_t block;  // where the next key goes
        std::uint32_t count;
    };

    // All that is pending, in order.
    std::vector<Key> sorted() const {
        std::vector<Key> keys(near_.begin() + static_cast<std::ptrdiff_t>(first_), near_.end());
        for (std::size_t level = 0; level < levels; ++level)
            for (std::size_t slot = 0; slot < slots; ++slot) {
                if ((occupied_[level] >> slot & 1U) == 0) continue;
                std::uint32_t block = buckets_[level * slots + slot].block;
                for (; block != none; block = blocks_[block].next)
                    keys.insert(keys.end(), blocks_[block].keys.begin(),
                                blocks_[block].keys.begin() + blocks_[block].count);
            }
        std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.before(b); });
        return keys;
    }

    // ---- far
    void put(Key key) {
        const unsigned level =
            (63U - static_cast<unsigned>(__builtin_clzll(key.at ^ horizon_))) / digit_bits;
        const std::size_t slot = key.at >> (level * digit_bits) & (slots - 1);
        Bucket& bucket = buckets_[level * slots + slot];
        if ((occupied_[level] >> slot & 1U) == 0) {
            occupied_[level] |= std::uint64_t{1} << slot;
            levels_ |= 1U << level;
            bucket = {take_block(none), 0};
        } else if (blocks_[bucket.block].count == Block::capacity) {
            bucket.block = take_block(bucket.block);
        }
        Block& block = blocks_[bucket.block];
        block.keys[block.count++] = key;
        ++bucket.count;
    }
    // Requires: the near part is used up, and something is pending.
    void open_next() {
        near_.clear();
        first_ = 0;
        while (near_.empty()) {
            const auto level = static_cast<unsigned>(__builtin_ctz(levels_));
            const auto slot = static_cast<unsigned>(__builtin_ctzll(occupied_[level]));
            occupied_[level] &= occupied_[level] - 1;
            if (occupied_[level] == 0) levels_ &= levels_ - 1;
            const unsigned shift = level * digit_bits;
            const std::uint64_t digits =
                (std::uint64_t{slots - 1} << shift) | ((std::uint64_t{1} << shift) - 1);
            floor_ = (horizon_ & ~digits) | std::uint64_t{slot} << shift;
            const Bucket bucket = buckets_[level * slots + slot];
            const bool sorted = bucket.count <= small;
            horizon_ = sorted ? floor_ | ((std::uint64_t{1} << shift) - 1) : floor_;
            empty_out(bucket.block);
        }
        sort_near();
    }
    // Gives each key of the list its place by the horizon.
    void empty_out(std::uint32_t block) {
        while (block != none) {
            for (std::uint32_t i = 0; i < blocks_[block].count; ++i) {
                const Key key = blocks_[block].keys[i];
                if (key.at > horizon_)
                    put(key);
                else
                    near_.push_back(key);
            }
            const std::uint32_t next = blocks_[block].next;
            blocks_[block].next = free_;
            free_ = block;
            block = next;
        }
    }
    std::uint32_t take_block(std::uint32_t next) {
        std::uint32_t block = free_;
        if (block != none) {
            free_ = blocks_[block].next;
        } else {
            block = static_cast<std::uint32_t>(blocks_used_++);
            if (block == blocks_.size()) blocks_.emplace_back();
        }
        blocks_[block].count = 0;
        blocks_[block].next = next;
        return block;
    }

    // ---- near
    void sort_near() {
        if (near_.size() > small) {
            std::sort(near_.begin(), near_.end(),
                      [](const Key& a, const Key& b) { return a.before(b); });
            return;
        }
        for (std::size_t i = 1; i < near_.size(); ++i) {
            const Key key = near_[i];
            std::size_t hole = i;
            for (; hole > 0 && key.before(near_[hole - 1]); --hole) near_[hole] = near_[hole - 1];
            near_[hole] = key;
        }
    }
    // Moves what lies before the place, or what lies behind it, whichever is less.
    void insert_near(Key key) {
        if (near_.size() == near_.capacity() && first_ > near_.size() / 2) {
            near_.erase(near_.begin(), near_.begin() + static_cast<std::ptrdiff_t>(first_));
            first_ = 0;
        }
        const auto begin = near_.begin() + static_cast<std::ptrdiff_t>(first_);
        const auto place = std::lower_bound(begin, near_.end(), key,
                                            [](const Key& a, const Key& b) { return a.before(b); });
        if (first_ == 0 || place - begin > near_.end() - place) {
            near_.insert(place, key);
            return;
        }
        --first_;
        *std::move(begin, place, begin - 1) = key;
    }
    // The near part holds a wide span of time and much has come into it: only what is due first
    // stays. The buckets keep their places, since the horizon stays within the bucket it came from.
    void spread_near() {
        const std::uint64_t begin = std::max(near_[first_].at, floor_);
        if (near_.back().at <= begin) return;
        floor_ = horizon_ = begin;
        std::size_t end = near_.size();
        while (near_[end - 1].at > begin) put(near_[--end]);
        near_.resize(end);
    }

    std::vector<Key> near_;  // from first_ on
    std::size_t first_ = 0;
    std::size_t size_ = 0;
    std::uint64_t horizon_ = 0;
    std::uint64_t floor_ = 0;  // where the bucket begins that the horizon lies in
    std::uint64_t sequence_ = 0;
    std::uint32_t levels_ = 0;  // those with an occupied slot
    std::uint32_t free_ = none;
    std::size_t blocks_used_ = 0;
    HugeVector<Block> blocks_;
    std::array<std::uint64_t, levels> occupied_{};
    std::array<Bucket, levels * slots> buckets_{};
};

}  // namespace mqfate
