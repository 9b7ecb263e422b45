// A first-in, first-out queue in one block of memory: what waits on a connection.
//
// Two rings are equal when they hold equal elements in the same order, wherever these lie in the
// block; iteration is oldest first. Memory grows by doubling and is kept by clear().
// Tested by: tests/sim/base/ring_test.cpp.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "sim/base/ensure.hpp"

namespace mqfate {

template <class T> class Ring {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;
        Iterator() = default;
        Iterator(const Ring* ring, std::size_t at) : ring_(ring), at_(at) {}
        reference operator*() const { return (*ring_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator old = *this;
            ++at_;
            return old;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const Ring* ring_ = nullptr;
        std::size_t at_ = 0;
    };

    Ring() = default;
    // The other is empty then.
    Ring(Ring&& other) noexcept { *this = std::move(other); }
    Ring& operator=(Ring&& other) noexcept {
        slots_ = std::move(other.slots_);
        capacity_ = std::exchange(other.capacity_, 0U);
        head_ = std::exchange(other.head_, 0U);
        size_ = std::exchange(other.size_, 0U);
        return *this;
    }
    ~Ring() = default;
    // Only what waits is copied: a ring that is empty costs nothing, whatever it held before.
    Ring(const Ring& other) { *this = other; }
    Ring& operator=(const Ring& other) {
        if (this == &other) return *this;
        head_ = 0;
        size_ = other.size_;
        if (capacity_ < size_) {
            capacity_ = std::bit_ceil(std::max<std::uint32_t>(size_, 4));
            slots_.resize(capacity_);
        }
        for (std::size_t i = 0; i < size_; ++i) slots_[i] = other[i];
        return *this;
    }

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    const T& operator[](std::size_t i) const { return slots_[place(i)]; }
    T& operator[](std::size_t i) { return slots_[place(i)]; }
    const T& front() const { return (*this)[0]; }
    T& front() { return (*this)[0]; }
    const T& back() const { return (*this)[size_ - 1]; }
    T& back() { return (*this)[size_ - 1]; }

    T& push_back(T value) {
        T& slot = push_slot();
        slot = std::move(value);
        return slot;
    }
    /// A new last element to be filled in: it still has what the slot held before.
    T& push_slot() {
        if (size_ == capacity_) grow();
        return slots_[place(size_++)];
    }
    /// Requires: not empty. What the element held stays in its slot until that is used again.
    void drop_front() {
        ENSURE(size_ > 0, "drop from an empty ring");
        head_ = place(1);
        --size_;
    }
    /// Requires: not empty.
    T pop_front() {
        ENSURE(size_ > 0, "pop from an empty ring");
        T value = std::move(slots_[head_]);
        head_ = place(1);
        --size_;
        return value;
    }
    void pop_back() {
        ENSURE(size_ > 0, "pop from an empty ring");
        --size_;
    }
    /// Puts `value` before everything that waits.
    void push_front(T value) {
        if (size_ == capacity_) grow();
        head_ = place(capacity_ - 1);
        slots_[head_] = std::move(value);
        ++size_;
    }
    void clear() { head_ = size_ = 0; }

    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size_}; }

    /// For encoding.hpp: the elements, oldest first.
    template <class Self, class Coder> static void code(Self& self, Coder& coder) {
        if constexpr (Coder::reads) {
            self.clear();
            for (std::size_t n = coder.length(); n > 0; --n) coder(self.push_slot());
        } else {
            coder.length(self.size());
            for (const T& element : self) coder(element);
        }
    }

    friend bool operator==(const Ring& a, const Ring& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::uint32_t place(std::size_t i) const {
        return (head_ + static_cast<std::uint32_t>(i)) & (capacity_ - 1);
    }
    void grow() {
        const std::uint32_t capacity = capacity_ == 0 ? 4 : 2 * capacity_;
        std::vector<T> larger(capacity);
        for (std::size_t i = 0; i < size_; ++i) larger[i] = std::move((*this)[i]);
        slots_ = std::move(larger);
        capacity_ = capacity;
        head_ = 0;
    }

    std::vector<T> slots_;
    std::uint32_t capacity_ = 0;  // slots_.size(), which would divide: a power of two, or none
    std::uint32_t head_ = 0;
    std::uint32_t size_ = 0;
};

}  // namespace mqfate
