#include "scenarios/input/document.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::broken_document_test {

Errors errors_of(const std::string& text) {
    const auto document = Document::parse(text, "f.json");
    return document ? Errors("f.json") : document.error();
}

TEST_CASE("broken document: each gives one error with its line and path") {
    const std::vector<Broken> all = {
        {"", 1, "", "empty"},
        {" \n\t\r\n", 1, "", "empty"},
        {"\xEF\xBB\xBF", 1, "", "empty"},
        {"{\"a\":\n 1", 2, "/a", "ends inside an object that begins in line 1"},
        {"{\"a\":\n [1,\n 2,", 3, "/a/1", "ends inside a list that begins in line 2"},
        {"{\"a\":\n\"half", 2, "/a", "missing closing quote"},
        {"{\"a\"", 1, "/a", "ends inside an object"},
        {"{\n\"a\": 1,\n}", 3, "/a", "a comma before the closing bracket"},
        {"[1,\n]", 2, "/0", "a comma before the closing bracket"},
        {"{\"a\": 1\n \"b\": 2}", 2, "/a", "expected '}'"},
        {"{\"a\" 1}", 1, "/a", "expected ':'"},
        {"{\"a\":,}", 1, "/a", "unexpected ','"},
        {"{a: 1}", 1, "", "not JSON"},
        {"{'a': 1}", 1, "", "single quotes"},
        {"{\"a\": 'b'}", 1, "/a", "single quotes"},
        {"{\n// people\n\"a\": 1}", 2, "", "JSON has no comments"},
        {"{\"a\": 1 /* people */}", 1, "/a", "JSON has no comments"},
        {"# yaml: true\n", 1, "", "JSON has no comments"},
        {"{}\n{}", 2, "", "text after the end"},
        {"{} // end", 1, "", "JSON has no comments"},
        {"[1]\n]", 2, "", "text after the end"},
        {"{\"a\": tru}", 1, "/a", "invalid literal"},
        {"{\"a\": NaN}", 1, "/a", "invalid literal"},
        {"{\"a\": -}", 1, "/a", "expected digit after '-'"},
        {"{\"a\": 01}", 1, "/a", "not JSON"},
        {"{\"a\": 1.}", 1, "/a", "expected digit after '.'"},
        {"{\"a\": .5}", 1, "/a", "invalid literal"},
        {"{\"a\": 1e999}", 1, "/a", "the number \"1e999\" is too large"},
        {"{\"a\": \"x\ny\"}", 1, "/a", "control character"},
        {"{\"a\": \"\\q\"}", 1, "/a", "invalid string"},
        {"{\"a\": \"\\ud800\"}", 1, "/a", "invalid string"},
        {"{\"a\":\n{\"b\": 1,\n\"b\": 2}}", 3, "/a/b",
         "stands twice in this object, first in line 2"},
        {"]", 1, "", "not JSON"},
        {"kafka: 3", 1, "", "not JSON"},
        {"<html>", 1, "", "not JSON"},
    };
    for (const Broken& broken : all) check_only(errors_of(broken.text), broken);
}

TEST_CASE("broken document: bytes that are no text are named by their position") {
    const std::vector<Broken> all = {
        {std::string("{}\0{}", 5), 1, "", "a NUL byte (byte 3)"},
        {std::string("{\"a\":\n\"\0\"}", 10), 2, "", "a NUL byte (byte 8)"},
        {"{\"a\":\n \"\xFF\"}", 2, "", "not UTF-8: byte 9 is 0xFF"},
        {"\xFF\xFE{", 1, "", "not UTF-8: byte 1 is 0xFF"},             // UTF-16
        {"\"\xC0\x80\"", 1, "", "not UTF-8: byte 2 is 0xC0"},          // overlong
        {"\"\xE0\x80\x80\"", 1, "", "not UTF-8: byte 2 is 0xE0"},      // overlong
        {"\"\xED\xA0\x80\"", 1, "", "not UTF-8: byte 2 is 0xED"},      // surrogate
        {"\"\xF4\x90\x80\x80\"", 1, "", "not UTF-8: byte 2 is 0xF4"},  // beyond U+10FFFF
        {"\"\xE4\xB8", 1, "", "not UTF-8: byte 2 is 0xE4"},            // cut in a character
        {"\"\xE9\"", 1, "", "not UTF-8: byte 2 is 0xE9"},              // Latin-1
        {"\"\xEF\xBB\xBF\x80\"", 1, "", "not UTF-8: byte 5 is 0x80"},  // no first byte
    };
    for (const Broken& broken : all) check_only(errors_of(broken.text), broken);
}

TEST_CASE("broken document: every duplicate name is reported, with both lines") {
    const Errors errors =
        errors_of("{\"a\": 1,\n\"b\": {\"c\": 1, \"c\": 2},\n\"a\": 2,\n\"a\": 3}");
    CHECK(errors.size() == 3);
    CHECK(has(errors, {"", 2, "/b/c", "first in line 2"}));
    CHECK(has(errors, {"", 3, "/a", "first in line 1"}));
    CHECK(has(errors, {"", 4, "/a", "first in line 1"}));
}

TEST_CASE("broken document: nesting beyond the limit is refused, however deep") {
    check_only(errors_of("{\"a\":\n" + repeated("[", 64) + repeated("]", 64) + "}"),
               {"", 2, "/a" + repeated("/0", 63), "nested too deeply; expected at most 64 levels"});
    CHECK(errors_of(repeated("[", 1'000'000)).size() == 1);
    CHECK(errors_of(repeated("{\"a\":", 100'000)).size() == 1);
}

TEST_CASE("broken document: too many values or bytes are refused with the limit") {
    const Errors values = errors_of("[" + repeated("0,", Document::max_values) + "0]");
    check_only(values, {"", 1, "/499998", "too many values; expected at most 500000"});
    const Errors bytes = errors_of(std::string(Document::max_bytes + 1, ' '));
    check_only(bytes, {"", 0, "", "16777217 bytes; expected at most 16777216"});
}

TEST_CASE("broken document: every text that is cut short is refused, and none crashes") {
    const std::string whole =
        "{\"a\": [1.5e3, -2, \"\\u4e22\xE4\xB8\xA2\"],\n \"b\": {\"c\": null, "
        "\"d\": [true, false]}, \"e\": {}}";
    REQUIRE(errors_of(whole).empty());
    for (std::size_t n = 0; n < whole.size(); ++n) {
        CAPTURE(n);
        CHECK(errors_of(whole.substr(0, n)).size() == 1);
    }
}

TEST_CASE("broken document: no single changed byte crashes the parser") {
    const std::string whole = "{\"a\": [1.5e3, -2, \"\\u4e22\xE4\xB8\xA2\"], \"b\": {\"c\": null}}";
    std::size_t refused = 0;
    for (std::size_t n = 0; n < whole.size(); ++n) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = whole;
            text[n] = static_cast<char>(byte);
            const Errors errors = errors_of(text);
            refused += errors.empty() ? 0u : 1u;
            for (const InputError& error : errors) {
                CHECK_MESSAGE(error.line > 0, error.message);
                CHECK_MESSAGE(!error.message.empty(), n);
            }
        }
    }
    CHECK(refused > whole.size() * 128);  // Most bytes make no JSON in most places.
}

}  // namespace mqfate::scenarios::broken_document_test
