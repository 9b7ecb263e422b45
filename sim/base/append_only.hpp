// A list that only grows: what is in it never changes, so everyone may pass an id instead of a
// copy.
//
// The immutable part of a world (batches, log entries) lives once, in lists of this kind. A role
// can add to one and read from it; nothing can alter or remove what is there. Invariant: the id of
// an element is its position, and stays its position.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/ensure.hpp"

namespace mqfate {

template <class Id, class T> class AppendOnly {
public:
    /// Adds `value` and returns its id.
    Id append(T value) {
        items_.push_back(static_cast<T&&>(value));
        return Id{static_cast<typename Id::rep>(items_.size() - 1)};
    }
    const T& operator[](Id id) const {
        ENSURE(static_cast<std::size_t>(id.value) < items_.size(), "an id that was never given");
        return items_[static_cast<std::size_t>(id.value)];
    }
    /// The `count` elements from `first` on.
    std::span<const T> span(Id first, std::size_t count) const {
        ENSURE(static_cast<std::size_t>(first.value) + count <= items_.size(),
               "a span past the end");
        return {items_.data() + first.value, count};
    }
    std::size_t size() const { return items_.size(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    /// Empties the list and keeps its memory: for a driver that reuses a world.
    void clear() { items_.clear(); }

    friend bool operator==(const AppendOnly&, const AppendOnly&) = default;
    /// For encoding.hpp.
    template <class Self, class Coder> static void code(Self& self, Coder& coder) {
        coder(self.items_);
    }

private:
    std::vector<T> items_;
};

}  // namespace mqfate
