// The fields of a value, one after the other: what fingerprints, dumps and differences are made of.
//
// Boost.PFR finds the members of an aggregate, so no list of fields is written by hand and none can
// be left out. A value is made of
//   numbers   integers, enumerations, bool
//   texts     std::string
//   lists     anything with begin(), end() and size(): vectors, arrays, rings, append-only lists
//   choices   std::optional (0: nothing, 1: something) and std::variant (the index)
//   members   of an aggregate or a std::pair, in the order of their declaration
// Anything else does not compile: floating point and pointers have no place in a world, and neither
// has an Instant: two worlds that differ only in when are equal.
//
// Left out: the names of members, which Boost 1.81 cannot give; their positions stand for them.
// Tested by: tests/sim/base/fields_test.cpp.
#pragma once

#include <boost/pfr.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "sim/base/time.hpp"

namespace mqfate {

namespace detail {

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_variant = false;
template <class... T> inline constexpr bool is_variant<std::variant<T...>> = true;
template <class T> inline constexpr bool is_pair = false;
template <class A, class B> inline constexpr bool is_pair<std::pair<A, B>> = true;

template <class T>
concept Number = std::is_integral_v<T> || std::is_enum_v<T>;

template <class T>
concept List = requires(const T& list) {
    list.begin();
    list.end();
    list.size();
};

template <class T> inline constexpr bool never_true = false;

}  // namespace detail

/// Shows `value` to `visitor`, which has:
///   number(n), text(string_view)     what a value ends in
///   choice(index)                    which alternative comes next, if any
///   length(n)                        how many elements come next
///   member(i), element(i), leave()   around each member or element: where we are
template <class Visitor, class T> void walk(Visitor& visitor, const T& value) {
    const auto within = [&](const auto& inner) {
        walk(visitor, inner);
        visitor.leave();
    };
    if constexpr (std::is_same_v<T, Instant>) {
        static_assert(detail::never_true<T>, "a world holds no instant: when is the schedule's");
    } else if constexpr (detail::Number<T>) {
        visitor.number(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        visitor.text(value);
    } else if constexpr (detail::is_optional<T>) {
        visitor.choice(value ? 1 : 0);
        if (value) walk(visitor, *value);
    } else if constexpr (detail::is_variant<T>) {
        visitor.choice(value.index());
        std::visit([&](const auto& held) { walk(visitor, held); }, value);
    } else if constexpr (detail::List<T>) {
        if constexpr (requires { visitor.block(value); })
            if (visitor.block(value)) return;
        visitor.length(value.size());
        std::size_t i = 0;
        for (const auto& element : value) {
            visitor.element(i++);
            within(element);
        }
    } else if constexpr (detail::is_pair<T>) {
        visitor.member(0);
        within(value.first);
        visitor.member(1);
        within(value.second);
    } else if constexpr (std::is_aggregate_v<T>) {
        boost::pfr::for_each_field(value, [&](const auto& member, std::size_t i) {
            visitor.member(i);
            within(member);
        });
    } else {
        static_assert(detail::never_true<T>, "this type is none of those that a world is made of");
    }
}

}  // namespace mqfate
