#include "sim/world/kind.hpp"

#include <variant>

#include "tests/bug_of_ours.hpp"

#include <doctest/doctest.h>

namespace mqfate::kind_test {

struct Hello {
    static constexpr KindName kind{.code = 9, .name = "Hello", .quick = true};
};
struct Bye {
    static constexpr KindName kind{.code = 2, .name = "Bye"};
};
using Body = std::variant<Hello, Bye>;
using Other = std::variant<Bye, Hello>;
using Fewer = std::variant<Bye>;

TEST_CASE("kind: a code belongs to the kind, wherever it stands in a variant") {
    CHECK(code_of(Body{Hello{}}) == 9);
    CHECK(code_of(Other{Hello{}}) == 9);
    CHECK(code_of(Body{Bye{}}) == 2);
    CHECK(code_of(Other{Bye{}}) == 2);
}

TEST_CASE("kind: what a value holds has its name, and says whether it is answered at once") {
    CHECK(kind_of(Body{Hello{}}).name == "Hello");
    CHECK(kind_of(Body{Hello{}}).quick);
    CHECK_FALSE(kind_of(Body{Bye{}}).quick);
}

TEST_CASE("kind: a code is looked up among those of one variant") {
    CHECK(kind_with<Body>(9).name == "Hello");
    CHECK(kind_with<Fewer>(2).name == "Bye");
    CHECK(tests::is_a_bug_of_ours([] { return kind_with<Fewer>(9); }));
    CHECK_FALSE(tests::is_a_bug_of_ours([] { return kind_with<Fewer>(2); }));
}

TEST_CASE("kind: a table tells names and codes to those who know no model") {
    const KindTable table = KindTable::of<Body>();
    CHECK(table.names() == std::vector<std::string>{"Hello", "Bye"});
    CHECK(table.name(2) == "Bye");
    CHECK(table.named("Hello") == 9);
    CHECK_FALSE(table.named("hello").has_value());
    CHECK_FALSE(KindTable{}.named("Hello").has_value());
    CHECK(tests::is_a_bug_of_ours([&] { return table.name(3); }));
}

}  // namespace mqfate::kind_test
