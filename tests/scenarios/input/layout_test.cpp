#include "scenarios/input/layout.hpp"

#include "scenarios/input/document.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::layout_test {

Value value(const std::string& text) {
    const auto document = Document::parse(text, "layout.json");
    REQUIRE(document.has_value());
    return document->root();
}

TEST_CASE("layout: the whole is broken into members, what fits a line is not") {
    CHECK(laid_out(value(R"({"a":1,"b":{"c":[1,2.50,"x"],"d":{}}})")) ==
          "{\n  \"a\": 1,\n  \"b\": {\"c\": [1, 2.50, \"x\"], \"d\": {}}\n}\n");
}

TEST_CASE("layout: a line that is one byte too long is broken, with room for its comma") {
    const Value wide = value(R"({"a":[11,12],"b":null})");  // `  "a": [11, 12],` has 16 columns
    CHECK(laid_out(wide, 16) == "{\n  \"a\": [11, 12],\n  \"b\": null\n}\n");
    CHECK(laid_out(wide, 15) == "{\n  \"a\": [\n    11,\n    12\n  ],\n  \"b\": null\n}\n");
}

TEST_CASE("layout: what is empty, and what is no container, stays on its line") {
    CHECK(laid_out(value("{}"), 1) == "{}\n");
    CHECK(laid_out(value("\"a long text\""), 1) == "\"a long text\"\n");
}

TEST_CASE("layout: reading it again gives the same, whatever the width") {
    const Value all = value(R"({"q\"uote": "tab\t", "n": -1.5e3, "t": [true, false, null, [{}]],
                                "o": {"x": {"y": {"z": "深"}}}})");
    for (const std::size_t columns : {1U, 20U, 100U})
        CHECK(same(value(laid_out(all, columns)), all));
}

}  // namespace mqfate::scenarios::layout_test
