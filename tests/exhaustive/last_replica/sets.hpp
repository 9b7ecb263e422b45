// Brokers, sets of them, and small sets of anything.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "sim/base/ensure.hpp"

namespace mqfate::last_replica {

inline constexpr std::uint8_t brokers = 3;

/// A broker, from 1, and its replica; 0 is nobody (NoLeader).
using Name = std::uint8_t;
inline constexpr Name nobody = 0;

/// A set of brokers.
struct Set {
    std::uint8_t bits = 0;
    static constexpr unsigned bit(Name name) { return 1U << (name - 1U); }
    static constexpr Set of(auto... names) {
        return {static_cast<std::uint8_t>((0U | ... | bit(static_cast<Name>(names))))};
    }
    constexpr bool has(Name name) const { return (bits & bit(name)) != 0; }
    constexpr Set with(Name name) const { return {static_cast<std::uint8_t>(bits | bit(name))}; }
    constexpr Set without(Name name) const {
        return {static_cast<std::uint8_t>(bits & ~bit(name))};
    }
    constexpr unsigned size() const { return static_cast<unsigned>(std::popcount(bits)); }
    friend constexpr Set operator|(Set a, Set b) {
        return {static_cast<std::uint8_t>(a.bits | b.bits)};
    }
    friend constexpr Set operator&(Set a, Set b) {
        return {static_cast<std::uint8_t>(a.bits & b.bits)};
    }
    friend constexpr auto operator<=>(Set, Set) = default;
};

/// A set of at most `most`, in order: equal sets are equal bytes.
template <class T, std::size_t most> struct SetOf {
    std::array<T, most> sorted{};  ///< from `size` on empty
    std::uint8_t size = 0;

    const T* begin() const { return sorted.data(); }
    const T* end() const { return sorted.data() + size; }
    const T& operator[](std::size_t i) const { return sorted[i]; }
    bool has(const T& value) const { return std::binary_search(begin(), end(), value); }
    void insert(const T& value) {
        T* const place = std::lower_bound(sorted.data(), sorted.data() + size, value);
        if (place != end() && *place == value) return;
        ENSURE(size < most, "more of them than there is room for");
        std::move_backward(place, sorted.data() + size, sorted.data() + size + 1);
        *place = value;
        ++size;
    }
    void erase(const T& value) {
        T* const place = std::lower_bound(sorted.data(), sorted.data() + size, value);
        ENSURE(place != end() && *place == value, "one that is not there");
        std::move(place + 1, sorted.data() + size, place);
        sorted[--size] = {};
    }
    friend bool operator==(const SetOf&, const SetOf&) = default;
};

}  // namespace mqfate::last_replica
