// The members of a small aggregate, by structured bindings: for timers, which have at most three.
//
// Boost.PFR does the same for any number of members; its header is long, and timers are everywhere.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace mqfate {

namespace detail {

struct Anything {
    template <class T> operator T() const;  // never defined: only for the compiler to try
};
template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{(static_cast<void>(I), Anything{})...}; };
}

}  // namespace detail

inline constexpr std::size_t most_members = 3;

/// How many members the aggregate T has. Requires: at most three, none of which is one itself that
/// braces could be left out of.
template <class T> constexpr std::size_t member_count() {
    static_assert(std::is_aggregate_v<T>);
    static_assert(!detail::takes<T>(std::make_index_sequence<most_members + 1>{}),
                  "more than three members");
    if constexpr (detail::takes<T>(std::make_index_sequence<3>{}))
        return 3;
    else if constexpr (detail::takes<T>(std::make_index_sequence<2>{}))
        return 2;
    else if constexpr (detail::takes<T>(std::make_index_sequence<1>{}))
        return 1;
    else
        return 0;
}

/// Calls `visit` with each member of `value`, in order.
template <class T, class Visit> constexpr void each_member(T& value, Visit&& visit) {
    constexpr std::size_t count = member_count<std::remove_const_t<T>>();
    if constexpr (count == 1) {
        auto& [a] = value;
        visit(a);
    } else if constexpr (count == 2) {
        auto& [a, b] = value;
        visit(a);
        visit(b);
    } else if constexpr (count == 3) {
        auto& [a, b, c] = value;
        visit(a);
        visit(b);
        visit(c);
    }
}

}  // namespace mqfate
