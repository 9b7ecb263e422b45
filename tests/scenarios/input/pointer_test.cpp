#include "scenarios/input/pointer.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::pointer_test {

Document parsed(const std::string& text) { return Document::parse(text, "f.json").value(); }

const std::string orders =
    "{\n\"kafka\": {\"brokers\": 3,\n\"topics\": {\"orders\": {}}},\n"
    "\"faults\": [{\"drop\": 1}, 7]}";

void check_refused(const std::string& pointer, Missing missing, const Broken& expected) {
    const auto result = replaced(parsed(orders), pointer, Value{}, missing);
    REQUIRE_FALSE(result);
    Errors errors("f.json");
    errors.add(result.error());
    check_only(errors, expected);
}

TEST_CASE("pointer: names are escaped and come back (RFC 6901, section 5)") {
    CHECK(child("/a", "b/c~d") == "/a/b~1c~0d");
    CHECK(child("", "") == "/");
    CHECK(child("/x", std::size_t{12}) == "/x/12");
    CHECK(split("") == std::vector<std::string>{});
    CHECK(split("/") == std::vector<std::string>{""});
    CHECK(split("/a/b~1c~0d/0") == std::vector<std::string>{"a", "b/c~d", "0"});
    CHECK(split("/~01") == std::vector<std::string>{"~1"});
    CHECK_FALSE(split("a/b"));
    CHECK_FALSE(split("/a~2"));
    CHECK_FALSE(split("/a~"));
}

TEST_CASE("replaced: the new value keeps its place, the rest keeps its own") {
    const Document axis = parsed("\n\n [5]");
    const auto result = replaced(parsed(orders), "/kafka/brokers", axis.root().items[0]);
    REQUIRE(result);
    CHECK(result->find("/kafka/brokers")->text == "5");
    CHECK(result->place("/kafka/brokers") == Place{3, 3});
    CHECK(result->place("/kafka/topics/orders") == Place{3, 22});
    CHECK(result->file() == "f.json");
}

TEST_CASE("replaced: elements, whole documents and new members") {
    const Document five = parsed("5");
    CHECK(replaced(parsed(orders), "/faults/1", five.root())->find("/faults/1")->text == "5");
    CHECK(compact(replaced(parsed(orders), "", five.root())->root()) == "5");
    const auto deep = replaced(parsed(orders), "/kafka/topics/orders/config/flush.ms", five.root());
    REQUIRE(deep);
    CHECK(compact(*deep->find("/kafka/topics/orders")) == R"({"config":{"flush.ms":5}})");
    const auto last = replaced(parsed(orders), "/kafka/racks", five.root(), Missing::last_only);
    REQUIRE(last);
    CHECK(last->find("/kafka/racks")->text == "5");
}

TEST_CASE("broken pointers: the error names the last place that exists and the nearest name") {
    const auto some = Missing::create;
    const auto only = Missing::last_only;
    check_refused("kafka", some, {"", 0, "kafka", "is no JSON Pointer"});
    check_refused("/kafka/~", some, {"", 0, "/kafka/~", "is no JSON Pointer"});
    check_refused("/kafak/brokers", only, {"", 1, "/kafak/brokers", "did you mean \"kafka\"?"});
    check_refused(
        "/kafka/topics/order/x", only,
        {"", 3, "/kafka/topics/order/x", "did you mean \"orders\"? expected one of orders"});
    check_refused("/kafka/brokers/x", some,
                  {"", 2, "/kafka/brokers/x", "/kafka/brokers is 3 and has no member \"x\""});
    check_refused("/faults/2", some,
                  {"", 4, "/faults/2", "a list of 2 and has no element \"2\"; expected an index"});
    check_refused("/faults/01", some, {"", 4, "/faults/01", "from 0 to 1"});
    check_refused("/faults/-", some, {"", 4, "/faults/-", "has no element \"-\""});
    check_refused("/faults/99999999999999999999", some,
                  {"", 4, "/faults/99999999999999999999", "has no element"});
    check_refused(repeated("/a", 65), some, {"", 0, repeated("/a", 65), "too long"});
}

}  // namespace mqfate::scenarios::pointer_test
