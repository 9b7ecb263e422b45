// Gives other names to what a value mentions: the third visitor of all fields, beside the two of
// encoding.hpp, and the only one that changes them.
//
// `Names` has one operator()(T&) for each type that is a name, or that holds one in a form of its
// own; everything else is walked through. Order and number of what is in a list stay as they are:
// who keeps a list sorted by name puts it in order again.
// Left out: what a type's code() writes sorted or capped is not reached (TimerSet: names of its
// own). Tested by: tests/sim/base/renamer_test.cpp.
#pragma once

#include <cstddef>
#include <type_traits>
#include <variant>

#include "sim/base/encoding.hpp"
#include "sim/base/fields.hpp"

namespace mqfate {

namespace detail {

template <class T>
    requires(!std::is_const_v<T>)
void changeable(T&);

}  // namespace detail

template <class Names> class Renamer {
public:
    static constexpr bool reads = false;
    explicit Renamer(Names& names) : names_(names) {}

    template <class T> void operator()(T& value) {
        if constexpr (requires { names_(value); }) {
            names_(value);
        } else if constexpr (requires(std::size_t i) { detail::changeable(value[i]); }) {
            for (std::size_t i = 0; i < value.size(); ++i) (*this)(value[i]);
        } else if constexpr (detail::HasCode<T, Renamer>) {
            T::code(value, *this);
        } else if constexpr (detail::Number<T>) {
            return;
        } else if constexpr (detail::is_optional<T>) {
            if (value) (*this)(*value);
        } else if constexpr (detail::is_variant<T>) {
            std::visit([this](auto& held) { (*this)(held); }, value);
        } else {
            static_assert(std::is_aggregate_v<T>, "this type is none that a world is made of");
            boost::pfr::for_each_field(value, [this](auto& member) { (*this)(member); });
        }
    }
    void length(std::size_t) {}
    template <class T> void capped(T&, T) {}

private:
    Names& names_;
};

}  // namespace mqfate
