// What a message or a timer is called, for ever.
//
// Each message and timer of a model carries its own:
//     struct ProduceRequest {
//         static constexpr KindName kind{.code = 1, .name = "ProduceRequest"}; ...
// The code is in luck, fingerprints and traces, so it never changes and a new kind gets a new one;
// its place in a variant means nothing. Codes are unique within the messages of one model, and
// within its timers, checked at compile time. Codes from first_of_the_application on belong to
// models/app, and so do 0 and 10 of the timers, which they had before there were other systems.
// Tested by: tests/sim/world/kind_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/ensure.hpp"

namespace mqfate {

struct KindName {
    std::uint8_t code = 0;
    std::string_view name;  ///< that of the protocol
    /// Of a message: it finds its way about (metadata, registration), is answered at once, and
    /// carries no message of the application. For drivers without time.
    bool quick = false;
};
inline constexpr std::uint8_t first_of_the_application = 0xe0;
/// Free places of a timer set (timer_set.hpp) and "any message" (faults.hpp) have this code.
inline constexpr std::uint8_t no_kind = 0xff;

namespace detail {

template <class Variant> struct KindsOf;
template <class... T> struct KindsOf<std::variant<T...>> {
    static constexpr std::array<KindName, sizeof...(T)> kinds{T::kind...};
    static constexpr bool are_unique() {
        for (std::size_t i = 0; i < kinds.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (kinds[i].code == kinds[j].code || kinds[i].name == kinds[j].name) return false;
        return true;
    }
    static_assert(are_unique(), "two kinds of one code, or of one name");
    static_assert(((T::kind.code != no_kind) && ...), "a code that means none");
};

}  // namespace detail

/// The kinds of the alternatives of a variant, in its order.
template <class Variant> inline constexpr auto& kinds_of = detail::KindsOf<Variant>::kinds;

/// The kind of what `value` holds.
template <class... T> const KindName& kind_of(const std::variant<T...>& value) {
    return kinds_of<std::variant<T...>>[value.index()];
}
template <class... T> std::uint8_t code_of(const std::variant<T...>& value) {
    return kind_of(value).code;
}
/// Which alternative has the code. Requires: one has.
template <class Variant> const KindName& kind_with(std::uint8_t code) {
    for (const KindName& kind : kinds_of<Variant>)
        if (kind.code == code) return kind;
    ENSURE(false, "a code that no kind has");
    return kinds_of<Variant>.front();
}

/// The kinds of one model's messages or timers as a value, for those who know no model.
class KindTable {
public:
    KindTable() = default;
    template <class Variant> static KindTable of() {
        KindTable table;
        table.kinds_.assign(kinds_of<Variant>.begin(), kinds_of<Variant>.end());
        return table;
    }
    /// Requires: it is one of these.
    std::string_view name(std::uint8_t code) const {
        for (const KindName& kind : kinds_)
            if (kind.code == code) return kind.name;
        ENSURE(false, "a code that no kind has");
        return {};
    }
    std::optional<std::uint8_t> named(std::string_view name) const {
        for (const KindName& kind : kinds_)
            if (kind.name == name) return kind.code;
        return {};
    }
    /// All names, in the order of the model.
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const KindName& kind : kinds_) all.emplace_back(kind.name);
        return all;
    }

private:
    std::vector<KindName> kinds_;
};

}  // namespace mqfate
