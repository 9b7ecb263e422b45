// An armed timer as one 64-bit number, so that a node's timers are searched in a few nanoseconds.
//
// The key holds the code of its kind in its top byte and the members of the timer, one after the
// other, below: a bijection, checked at compile time to fit. World and schedule keep
// keys; a role sees the named value only.
// Tested by: tests/sim/world/timer_key_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>

#include "sim/base/ensure.hpp"
#include "sim/base/members.hpp"
#include "sim/world/kind.hpp"

namespace mqfate {

/// Invariant: made by pack().
struct TimerKey {
    std::uint64_t bits = 0;
    friend constexpr bool operator==(const TimerKey&, const TimerKey&) = default;
    std::uint8_t kind() const { return static_cast<std::uint8_t>(bits >> 56); }
};

namespace detail {

template <class Member> constexpr std::uint64_t to_bits(const Member& member) {
    if constexpr (std::is_integral_v<Member>) {
        return static_cast<std::uint64_t>(static_cast<std::make_unsigned_t<Member>>(member));
    } else {
        return to_bits(member.value);
    }
}
template <class Member> constexpr void from_bits(Member& member, std::uint64_t bits) {
    if constexpr (std::is_integral_v<Member>) {
        member = static_cast<Member>(bits);
    } else {
        from_bits(member.value, bits);
    }
}

template <class Timer> std::uint64_t pack_members(const Timer& timer) {
    std::uint64_t bits = 0;
    std::size_t used = 0;
    each_member(timer, [&](const auto& member) {
        bits |= to_bits(member) << used;
        used += 8 * sizeof(member);
    });
    return bits;
}
template <class Timer> Timer unpack_members(std::uint64_t bits) {
    Timer timer{};
    each_member(timer, [&](auto& member) {
        from_bits(member, bits);
        bits >>= 8 * sizeof(member) < 64 ? 8 * sizeof(member) : 0;
    });
    return timer;
}
template <class Timer> constexpr std::size_t members_size() {
    std::size_t size = 0;
    const Timer timer{};
    each_member(timer, [&](const auto& member) { size += sizeof(member); });
    return size;
}

}  // namespace detail

/// The key of `timer`.
template <class Timer> TimerKey pack(const Timer& timer) {
    static_assert(detail::members_size<Timer>() <= 7, "a timer must fit into 56 bits");
    return {std::uint64_t{Timer::kind.code} << 56 | detail::pack_members(timer)};
}

/// Calls `handle` with the named timer, one of the alternatives of `Variant`, that `key` stands
/// for.
template <class Variant, class Handle> void unpack(TimerKey key, Handle&& handle) {
    const bool found = [&]<std::size_t... I>(std::index_sequence<I...>) {
        return ((key.kind() == std::variant_alternative_t<I, Variant>::kind.code &&
                 (handle(detail::unpack_members<std::variant_alternative_t<I, Variant>>(
                      key.bits & 0x00ff'ffff'ffff'ffffULL)),
                  true)) ||
                ...);
    }(std::make_index_sequence<std::variant_size_v<Variant>>{});
    ENSURE(found, "a timer key of no kind");
}

}  // namespace mqfate
