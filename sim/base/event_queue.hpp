// The main queue: what happens next. Keys of 16 bytes in the documented total order
// (time, phase, sequence): a 4-ary heap, so that the children of a key lie in one cache line.
//
// Nothing is removed from the middle: time-outs, nearly all of which are cancelled, live in the
// timer wheel, and an event whose reason is gone is recognised by its owner when it comes up.
// A hole is sifted down to a leaf and the last key up from there (Floyd): the last key nearly always
// belongs near the bottom. Tested by: tests/sim/base/event_queue_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

namespace mqfate {

/// What goes first among the events of one instant.
enum class Phase : std::uint8_t { fault, disk, delivery, look };

class EventQueue {
public:
    /// A payload has 27 bits.
    static constexpr int payload_bits = 27;
    struct Event {
        Instant at;
        std::uint32_t payload = 0;
    };

    void push(Instant at, Phase phase, std::uint32_t payload) {
        const Key key{at.ns, static_cast<std::uint64_t>(phase) << 61 |
                                 sequence_++ << payload_bits | payload};
        heap_.push_back(key);
        rise(heap_.size() - 1, key);
    }
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    /// Requires: not empty.
    Instant earliest() const { return {heap_.front().at}; }
    /// Requires: not empty.
    Event pop() {
        const Key first = heap_.front();
        const Key last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) rise(sink_hole(), last);
        return {{first.at}, static_cast<std::uint32_t>(first.rest & ((1U << payload_bits) - 1U))};
    }
    /// Keeps its memory.
    void clear() {
        heap_.clear();
        sequence_ = 0;
    }

private:
    struct Key {
        std::int64_t at;
        std::uint64_t rest;  // phase: 3 bits, sequence: 34, payload: 27
        bool before(const Key& other) const {
            __extension__ using wide = unsigned __int128;
            return (static_cast<wide>(static_cast<std::uint64_t>(at)) << 64 | rest) <
                   (static_cast<wide>(static_cast<std::uint64_t>(other.at)) << 64 | other.rest);
        }
    };

    void rise(std::size_t hole, Key key) {
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 4;
            if (!key.before(heap_[parent])) break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = key;
    }
    // Moves the hole at the root down to a leaf, along the smallest children.
    std::size_t sink_hole() {
        const std::size_t size = heap_.size();
        std::size_t hole = 0;
        for (std::size_t child = 1; child < size; child = 4 * hole + 1) {
            std::size_t least = child;
            const std::size_t end = child + 4 < size ? child + 4 : size;
            for (std::size_t other = child + 1; other < end; ++other)
                if (heap_[other].before(heap_[least])) least = other;
            heap_[hole] = heap_[least];
            hole = least;
        }
        return hole;
    }

    std::vector<Key> heap_;
    std::uint64_t sequence_ = 0;
};

}  // namespace mqfate
