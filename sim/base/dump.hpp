// A value in words: every number it ends in with the path to it, and where two values part.
//
// A path is the position of each member and element on the way: ".1[3].0" is the first member of
// the fourth element of the second member. A list has a leaf ".size", a choice one ".is"; both
// stand before what they announce, so that the first leaf in which two values differ says why they
// do. For tests and for messages about a difference: readable, not fast. Tested by:
// tests/sim/base/dump_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/fields.hpp"

namespace mqfate {

namespace detail {

struct Leaf {
    std::string path;
    std::string value;
    friend bool operator==(const Leaf&, const Leaf&) = default;
};

/// What walk() calls; collects the leaves.
class LeafVisitor {
public:
    template <class T> void number(T number) {
        if constexpr (std::is_same_v<T, bool>)
            leaf("", number ? "true" : "false");
        else if constexpr (std::is_enum_v<T>)
            this->number(static_cast<std::underlying_type_t<T>>(number));
        else
            leaf("", std::to_string(number));
    }
    void text(std::string_view text);
    void choice(std::size_t index) { leaf(".is", std::to_string(index)); }
    void length(std::size_t length) { leaf(".size", std::to_string(length)); }
    void member(std::size_t i) { enter("." + std::to_string(i)); }
    void element(std::size_t i) { enter("[" + std::to_string(i) + "]"); }
    void leave();
    std::vector<Leaf> leaves;

private:
    void leaf(std::string_view name, std::string value);
    void enter(const std::string& step);

    std::string path_;
    std::vector<std::size_t> lengths_;  // of the path, before each step
};

template <class T> std::vector<Leaf> leaves(const T& value) {
    LeafVisitor visitor;
    walk(visitor, value);
    return std::move(visitor.leaves);
}

std::string lines(const std::vector<Leaf>& leaves);
std::string first_difference(const std::vector<Leaf>& a, const std::vector<Leaf>& b);

}  // namespace detail

/// A line "path: value" for each leaf.
template <class T> std::string dump(const T& value) { return detail::lines(detail::leaves(value)); }

/// For example ".1[2].0: 4 vs 5"; empty if the values are equal.
template <class T> std::string first_difference(const T& a, const T& b) {
    return detail::first_difference(detail::leaves(a), detail::leaves(b));
}

}  // namespace mqfate
