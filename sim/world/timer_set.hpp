// The armed timers of one node. Each keeps its place as long as it is armed, so that whoever keeps
// something beside it (when it is due) need not follow it about; a free place is taken again, the
// one that was left last first.
//
// Searched from end to end while there are few places, and through a table once there are many (a
// producer has a timer a batch). Two sets are equal when the same places hold the same keys.
// Tested by: tests/sim/world/timer_set_test.cpp.
#pragma once

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/world/timer_key.hpp"

namespace mqfate {

class TimerSet {
public:
    static constexpr std::uint32_t nowhere = 0xffff'ffff;

    /// Places are below this; some may be free.
    std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
    bool is_armed(std::uint32_t place) const { return keys_[place].kind() != free_kind; }
    /// Requires: is_armed(place).
    TimerKey operator[](std::uint32_t place) const { return keys_[place]; }
    std::uint32_t armed() const { return armed_; }
    /// The keys by place; a free place has one of its own kind.
    auto begin() const { return keys_.begin(); }
    auto end() const { return keys_.end(); }
    const TimerKey* data() const { return keys_.data(); }

    /// The place of `key`, or nowhere.
    std::uint32_t find(TimerKey key) const {
        if (!table_.empty()) return find_in_table(key);
        // All are looked at, without a branch that depends on where it is: nobody could predict it.
        const TimerKey* const keys = keys_.data();
        const std::uint32_t places = size();
        std::uint32_t found = nowhere;
        for (std::uint32_t place = 0; place < places; ++place)
            found = keys[place] == key ? place : found;
        return found;
    }
    /// Returns its place. Requires: `key` is not armed.
    std::uint32_t add(TimerKey key) {
        std::uint32_t place = free_;
        if (place == nowhere) {
            place = size();
            keys_.push_back(key);
        } else {
            free_ = static_cast<std::uint32_t>(keys_[place].bits);
            keys_[place] = key;
        }
        ++armed_;
        if (!table_.empty() || size() > few) enter_table(place);
        return place;
    }
    /// Requires: is_armed(place).
    void erase(std::uint32_t place) {
        ENSURE(is_armed(place), "a timer is erased that is not armed");
        if (!table_.empty()) leave_table(place);
        keys_[place] = {std::uint64_t{free_kind} << 56 | free_};
        free_ = place;
        --armed_;
    }
    void clear() {
        keys_.clear();
        table_.clear();
        free_ = nowhere;
        armed_ = 0;
    }
    friend bool operator==(const TimerSet& a, const TimerSet& b) { return a.keys_ == b.keys_; }
    /// For encoding.hpp: which timers are armed, in the order of their keys; their places are for
    /// who keeps something beside them.
    template <class Self, class Coder> static void code(Self& self, Coder& coder) {
        if constexpr (Coder::reads) {
            self.clear();
            for (std::size_t n = coder.length(); n > 0; --n) {
                TimerKey key;
                coder(key);
                self.add(key);
            }
        } else {
            boost::container::small_vector<TimerKey, 16> sorted;
            for (std::uint32_t place = 0; place < self.size(); ++place)
                if (self.is_armed(place)) sorted.push_back(self[place]);
            std::sort(sorted.begin(), sorted.end(),
                      [](TimerKey a, TimerKey b) { return a.bits < b.bits; });
            coder.length(sorted.size());
            for (const TimerKey key : sorted) coder(key);
        }
    }

private:
    static constexpr std::uint32_t few = 32;
    static constexpr std::uint8_t free_kind = 0xff;

    // The table: open addressing with linear probing, at most half full; `nowhere` is an empty
    // slot. Its order shows nowhere.
    std::size_t first_slot(TimerKey key) const;
    std::uint32_t find_in_table(TimerKey key) const;
    void enter_table(std::uint32_t place);
    void leave_table(std::uint32_t place);
    void put_in_table(std::uint32_t place);

    std::vector<TimerKey> keys_;  // by place; a free one names the next free one
    std::uint32_t free_ = nowhere;
    std::uint32_t armed_ = 0;
    std::vector<std::uint32_t> table_;  // of places, when there are many; a power of two of slots
};

}  // namespace mqfate
