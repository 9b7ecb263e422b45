#include "tests/schema/schema.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::tests::schema_test {

using namespace scenarios;

constexpr std::string_view text = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "definitions": {
    "duration": {"type": "string", "pattern": "^[0-9.]+(us|ms|s)$"},
    "delay": {"anyOf": [
      {"$ref": "#/definitions/duration"},
      {"type": "object", "required": ["exponential"], "additionalProperties": false,
       "properties": {"exponential": {"$ref": "#/definitions/duration"}}},
      {"type": "object", "required": ["plus"], "additionalProperties": false,
       "properties": {"plus": {"$ref": "#/definitions/delay"}}}]}
  },
  "type": "object", "additionalProperties": false, "required": ["brokers"],
  "properties": {
    "brokers": {"type": "integer", "minimum": 1, "maximum": 1000},
    "acks": {"enum": ["0", "1", "all", 0, 1]},
    "work": {"$ref": "#/definitions/delay"},
    "topics": {"type": "object", "additionalProperties": {"type": "object",
      "additionalProperties": false, "properties": {"a/b": {"type": "boolean"}}}},
    "faults": {"type": "array", "items": {"type": "object", "required": ["drop"]}, "minItems": 1}
  }
})";

Errors errors_of(const std::string& document) {
    static const auto schema = Schema::compile(text, "schema.json");
    REQUIRE(schema);
    return schema->validate(Document::parse(document, "f.json").value());
}

TEST_CASE("schema: what conforms gives no error") {
    const Errors errors =
        errors_of(R"({"brokers": 3, "acks": "all", "work": {"plus": {"plus": "1ms"}},
                                        "topics": {"t": {"a/b": true}}, "faults": [{"drop": 1}]})");
    CHECK_MESSAGE(errors.empty(), errors.text());
    CHECK(errors_of(R"({"brokers": 3.0})").empty());  // An integer to draft 6 and later.
    CHECK(errors_of(R"({"brokers": 1e2})").empty());
}

TEST_CASE("schema: each cause gives one error with pointer and line") {
    const std::vector<Broken> all = {
        {"[]", 1, "", "expected a value of another type"},
        {"{\n}", 1, "/brokers", "\"brokers\" is missing"},
        {"{\"brokers\":\n\"3\"}", 2, "/brokers", "found \"3\""},
        {"{\"brokers\":\n0}", 2, "/brokers",
         "found 0; expected a number greater than or equal to 1"},
        {"{\"brokers\":\n1.5}", 2, "/brokers", "found 1.5"},
        {"{\"brokers\":\n1e300}", 2, "/brokers", "found 1e300"},
        {"{\"brokers\": 1,\n\"broker\": 1}", 2, "/broker", "unknown setting \"broker\""},
        {"{\"brokers\": 1,\n\"acks\": 2}", 2, "/acks", "one of the words that the schema lists"},
        {"{\"brokers\": 1,\n\"work\": {\"normal\": 1}}", 2, "/work", "one of the forms"},
        {"{\"brokers\": 1,\n\"work\":\n\"1 year\"}", 3, "/work", "one of the forms"},
        {"{\"brokers\": 1,\n\"topics\": {\"t\":\n{\"a/b\":\n1}}}", 4, "/topics/t/a~1b", "found 1"},
        {"{\"brokers\": 1,\n\"faults\": []}", 2, "/faults", "no fewer than 1"},
        {"{\"brokers\": 1, \"faults\": [{\"drop\": 1},\n{}]}", 2, "/faults/1/drop", "is missing"},
        {"{\"brokers\": 1, \"faults\": [\n7]}", 2, "/faults/0", "found 7"},
        {"{\"brokers\": 1,\n\"work\": \"" + repeated("1", 100'000) + "\"}", 2, "/work",
         "a string of 100000 bytes; expected at most 5000"},
    };
    for (const Broken& broken : all) check_only(errors_of(broken.text), broken);
}

TEST_CASE("schema: the longest string that is let through can be matched") {
    CHECK(errors_of("{\"brokers\": 1, \"work\": \"" + repeated("1", 4'998) + "ms\"}").empty());
}

TEST_CASE("schema: several causes give several errors, ordered by line") {
    const Errors errors = errors_of("{\"acks\": 7,\n\"brokers\": 0,\n\"x\": 1}");
    CHECK(errors.size() == 3);
    CHECK(has(errors, {"", 1, "/acks", ""}));
    CHECK(has(errors, {"", 2, "/brokers", ""}));
    CHECK(has(errors, {"", 3, "/x", ""}));
}

TEST_CASE("schema: what is no schema is an error, not an exception") {
    const auto cut = Schema::compile("{\"type\":", "s.json");
    REQUIRE_FALSE(cut);
    CHECK(has(cut.error(), {"", 1, "/type", "ends inside an object"}));
    const auto number = Schema::compile("7", "s.json");
    REQUIRE_FALSE(number);
    CHECK(has(number.error(), {"", 1, "", "this is no JSON Schema"}));
    CHECK_FALSE(Schema::compile(R"({"type": "text"})", "s.json"));
    CHECK_FALSE(Schema::compile(R"({"properties": 3})", "s.json"));
    CHECK_FALSE(Schema::compile(R"({"$ref": "#/definitions/none"})", "s.json"));
    const auto pattern = Schema::compile(R"({"pattern": "("})", "s.json");  // Seen when it is used.
    REQUIRE(pattern);
    const Errors errors = pattern->validate(Document::parse("\"x\"", "f.json").value());
    check_only(errors, {"", 1, "", "the schema could not be applied"});
}

TEST_CASE("schema: a document as deep as may be can be validated") {
    const Errors errors = errors_of("{\"brokers\": 1, \"work\": " + repeated("{\"plus\": ", 62) +
                                    "\"1ms\"" + repeated("}", 63));
    CHECK_MESSAGE(errors.empty(), errors.text());
}

}  // namespace mqfate::tests::schema_test
