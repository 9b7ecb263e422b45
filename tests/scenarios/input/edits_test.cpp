#include "scenarios/input/edits.hpp"

#include "scenarios/input/document.hpp"
#include "scenarios/input/written.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::edits_test {

Value value(const std::string& json) {
    const auto read = Document::parse(json, "edits.json");
    REQUIRE(read.has_value());
    return read->root();
}

const std::string whole = R"({"a": {"b/c": {"d": 1}, "e": [10, 11, 12]}, "f": {}, "g": 2})";

TEST_CASE("edits: a value is found where its pointer leads, and nowhere else") {
    const Value root = value(whole);
    CHECK(value_at(root, "/a/b~1c/d")->text == "1");
    CHECK(value_at(root, "/a/e/2")->text == "12");
    CHECK(value_at(root, "") == &root);
    CHECK(value_at(root, "/a/x/d") == nullptr);
    CHECK(value_at(root, "/a/e/3") == nullptr);
}

TEST_CASE("edits: a value is replaced where it stands, the rest is as it was") {
    const Value root = value(whole);
    const Value changed = with(root, "/a/b~1c/d", number(3));
    CHECK(value_at(changed, "/a/b~1c/d")->text == "3");
    CHECK(same(with(changed, "/a/b~1c/d", number(1)), root));
}

TEST_CASE("edits: pointers come in the order of the document, elements by their number") {
    const std::string list = R"({"z": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "a": {"y": 1, "b": 2}})";
    CHECK(in_order_of(value(list), {"/a/b", "/z/10", "/a/y", "/z/9", "/z"}) ==
          Pointers{"/z", "/z/9", "/z/10", "/a/y", "/a/b"});
}

TEST_CASE("edits: members and elements go, of a list those that were named") {
    CHECK(same(without(value(whole), {"/a/e/0", "/a/e/2", "/g"}),
               value(R"({"a": {"b/c": {"d": 1}, "e": [11]}, "f": {}})")));
}

TEST_CASE("edits: of the containers those go that are empty then, the inner one before the outer") {
    // "/a" comes first, as in a log of reading: only when all within it is gone, it goes.
    const Pointers containers{"/a", "/a/b~1c", "/a/e", "/x"};
    CHECK(same(without(value(whole), {"/a/b~1c/d"}, containers),
               value(R"({"a": {"e": [10, 11, 12]}, "f": {}, "g": 2})")));
    CHECK(same(without(value(whole), {"/a/b~1c/d", "/a/e/0", "/a/e/1", "/a/e/2"}, containers),
               value(R"({"f": {}, "g": 2})")));
}

}  // namespace mqfate::scenarios::edits_test
