#include "sim/base/renamer.hpp"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/base/append_only.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"

#include <doctest/doctest.h>

namespace mqfate::renamer_test {

using Name = Strong<struct NameTag, std::uint8_t>;
using Other = Strong<struct OtherTag, std::uint8_t>;

/// Every name becomes the next one.
struct Next {
    void operator()(Name& name) const { ++name; }
};
struct Inner {
    Name name;
    Other other;
    std::uint32_t number = 0;
    friend bool operator==(const Inner&, const Inner&) = default;
};
struct Outer {
    std::vector<Inner> list;
    std::optional<Inner> maybe;
    std::variant<Name, Other> either;
    Ring<Inner> ring;
    AppendOnly<Other, Inner> store;
    friend bool operator==(const Outer&, const Outer&) = default;
};

Outer outer(std::uint8_t name) {
    const Inner inner{{name}, {1}, 1};
    Outer outer{{inner, inner}, inner, Name{name}, {}, {}};
    outer.ring.push_back(inner);
    outer.store.append(inner);
    return outer;
}

TEST_CASE("renamer: a name is changed wherever it stands, and nothing else") {
    Outer value = outer(1);
    Next next;
    Renamer<Next> renamer(next);
    renamer(value);
    CHECK(value == outer(2));
}

TEST_CASE("renamer: what is not there and what is no name stays") {
    Outer value;
    value.either = Other{7};
    const Outer before = value;
    Next next;
    Renamer<Next> renamer(next);
    renamer(value);
    CHECK(value == before);
}

}  // namespace mqfate::renamer_test
