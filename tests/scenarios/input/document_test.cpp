#include "scenarios/input/document.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::document_test {

TEST_CASE("document: every value knows its line and column") {
    const auto document = Document::parse(
        "{\n  \"a\": [1, true,\n    {\"b\" : -2.50e1}],\r\n"
        "\t\"c/d\":\"x\"}\n",
        "f.json");
    REQUIRE(document);
    CHECK(document->place("") == Place{1, 1});
    CHECK(document->place("/a") == Place{2, 8});
    CHECK(document->place("/a/0") == Place{2, 9});
    CHECK(document->place("/a/1") == Place{2, 12});
    CHECK(document->place("/a/2") == Place{3, 5});
    CHECK(document->place("/a/2/b") == Place{3, 12});
    CHECK(document->place("/c~1d") == Place{4, 8});
    CHECK(document->root().members[1].place == Place{4, 2});
    CHECK(document->file() == "f.json");
}

TEST_CASE("document: the place of what is missing is that of its nearest ancestor") {
    const auto document = Document::parse("{\"a\":\n {\"b\": 1}}", "f");
    REQUIRE(document);
    CHECK(document->find("/a/x") == nullptr);
    CHECK(document->place("/a/x/y") == Place{2, 2});
    CHECK(document->find("no pointer") == nullptr);
}

TEST_CASE("document: numbers keep the text in which they were written") {
    const auto document = Document::parse("[0.05, 1e3, 9223372036854775807, 1.10, -0]", "f");
    REQUIRE(document);
    CHECK(compact(document->root()) == "[0.05,1e3,9223372036854775807,1.10,-0]");
    CHECK(document->find("/0")->text == "0.05");
}

TEST_CASE("document: columns count characters, not bytes") {
    // The two Chinese characters have three bytes each: "丢失" ends in column 4.
    const auto document = Document::parse("[\"\xE4\xB8\xA2\xE5\xA4\xB1\", 7]", "f");
    REQUIRE(document);
    CHECK(document->place("/1") == Place{1, 8});
}

TEST_CASE("document: members stay in the order of the file") {
    const auto document = Document::parse(R"({"z": 1, "a": {"y": 2, "b": null}})", "f");
    REQUIRE(document);
    CHECK(compact(document->root()) == R"({"z":1,"a":{"y":2,"b":null}})");
}

TEST_CASE("document: a byte order mark is tolerated and is no column") {
    const auto document = Document::parse("\xEF\xBB\xBF{\"a\": 1}", "f");
    REQUIRE(document);
    CHECK(document->place("/a") == Place{1, 7});
}

TEST_CASE("document: brackets, quotes and commas in strings move no place") {
    const auto document = Document::parse(R"(["a\"],{:\\", "\u00e9\n", 3])", "f");
    REQUIRE(document);
    CHECK(document->find("/0")->text == "a\"],{:\\");
    CHECK(document->place("/1") == Place{1, 15});
    CHECK(document->place("/2") == Place{1, 27});
}

TEST_CASE("document: exactly the allowed depth is read (64 levels)") {
    const auto document = Document::parse(repeated("[", 64) + repeated("]", 64), "f");
    CHECK(document.has_value());
}

TEST_CASE("document: same compares content, not places or order") {
    const auto a = Document::parse(R"({"x": [1, "2"], "y": null})", "a");
    const auto b = Document::parse("{\"y\":null,\n\"x\":[1,\"2\"]}", "b");
    const auto c = Document::parse(R"({"x": [1, 2], "y": null})", "c");
    const auto d = Document::parse(R"({"x": [1, "3"], "y": null})", "d");
    REQUIRE((a && b && c && d));
    CHECK(same(a->root(), b->root()));
    CHECK_FALSE(same(a->root(), c->root()));
    CHECK_FALSE(same(a->root(), d->root()));
}

TEST_CASE("document: values are described in a few words") {
    const auto document =
        Document::parse(R"([null, false, 1.5, "a\u0001b", [], [1], {}, {"a":1}])", "f");
    REQUIRE(document);
    std::string all;
    for (const Value& item : document->root().items) all += describe(item) + '|';
    CHECK(all == "null|false|1.5|\"a?b\"|an empty list|a list|an empty object|an object|");
}

}  // namespace mqfate::scenarios::document_test
