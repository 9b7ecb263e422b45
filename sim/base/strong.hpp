// Strong integers: an id or a position that cannot be taken for another one.
//
// `Strong<Tag, Rep>` is an aggregate with one member, so that Boost.PFR walks it like any other
// value. Positions (offsets, sequences, epochs) use the arithmetic below; ids have no use for it.
// Tested by: tests/sim/base/strong_test.cpp.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace mqfate {

template <class Tag, class Rep> struct Strong {
    Rep value{};
    using rep = Rep;
    friend constexpr auto operator<=>(const Strong&, const Strong&) = default;

    constexpr Strong& operator++() {
        ++value;
        return *this;
    }
    /// A position `n` further along the same number line.
    friend constexpr Strong operator+(Strong a, Rep n) { return {static_cast<Rep>(a.value + n)}; }
    friend constexpr Strong operator-(Strong a, Rep n) { return {static_cast<Rep>(a.value - n)}; }
    /// The distance between two positions.
    friend constexpr Rep operator-(Strong a, Strong b) {
        return static_cast<Rep>(a.value - b.value);
    }
};

/// The id as an index of a dense array.
template <class Tag, class Rep> constexpr std::size_t index(Strong<Tag, Rep> id) {
    return static_cast<std::size_t>(id.value);
}

/// A node of the topology: dense, from 0, in the order of the plan.
using NodeId = Strong<struct NodeTag, std::uint16_t>;
inline constexpr NodeId no_node{0xffff};

/// One intent of the application, sent again or not: dense, from 0, in the order of publication.
using MessageId = Strong<struct MessageTag, std::uint32_t>;

}  // namespace mqfate
