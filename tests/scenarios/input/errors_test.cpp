#include "scenarios/input/errors.hpp"

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::errors_test {

TEST_CASE(
    "errors: one line says file, place, path, what was found, the nearest name and the rest") {
    Errors errors("orders.json");
    errors.add({12, 17}, "/kafka/producers/shop/config/ack", "unknown setting \"ack\"",
               "one of acks, linger.ms", "acks");
    CHECK(errors.text() ==
          "orders.json:12:17 /kafka/producers/shop/config/ack: unknown setting \"ack\"; "
          "did you mean \"acks\"? expected one of acks, linger.ms\n");
}

TEST_CASE("errors: parts that are not known are left out") {
    CHECK(to_text({.file = "f", .message = "the file is a folder"}) == "f: the file is a folder");
    CHECK(to_text(
              {.file = "f", .line = 3, .column = 1, .message = "found 3", .expected = "a list"}) ==
          "f:3:1: found 3; expected a list");
}

TEST_CASE("errors: they are ordered by line and column, equal places by arrival") {
    Errors errors("f");
    errors.add({9, 1}, "/z", "last");
    errors.add({2, 7}, "/b", "second");
    errors.add({2, 7}, "/a", "third");
    errors.add({2, 3}, "/c", "first");
    std::string order;
    for (const InputError& error : errors) order += error.message + ' ';
    CHECK(order == "first second third last ");
}

TEST_CASE("errors: the same error twice is one") {
    Errors errors("f");
    errors.add({1, 1}, "/a", "found 3");
    errors.add({1, 1}, "/a", "found 3");
    CHECK(errors.size() == 1);
}

TEST_CASE("errors: beyond the limit the first ones are kept and the rest counted") {
    Errors errors("f");
    for (std::uint32_t line = 250; line >= 1; --line) errors.add({line, 1}, "", "wrong");
    CHECK(errors.size() == Errors::most);
    CHECK(errors.list().back().line == Errors::most);
    CHECK(errors.left_out() == 50);  // 250 - 200
    CHECK(errors.text().find("f: and 50 more errors") != std::string::npos);
}

TEST_CASE("errors: control characters reach no terminal") {
    CHECK(in_quotes("a\x1b[31m\n") == "\"a?[31m?\"");
    CHECK(in_quotes(std::string(100, 'x')) == '"' + std::string(60, 'x') + "...\"");
    // 20 characters of three bytes fill the 60 exactly; the 21st is not cut in two.
    CHECK(in_quotes("a" + repeated("\xE4\xB8\xA2", 20)) ==
          "\"a" + repeated("\xE4\xB8\xA2", 19) + "...\"");
}

TEST_CASE("nearest: a slip of the fingers finds its name") {
    const std::vector<std::string> names = {"acks", "linger.ms", "min.insync.replicas", "retries"};
    CHECK(nearest("ack", names) == "acks");
    CHECK(nearest("akcs", names) == "acks");  // two neighbours swapped: one step
    CHECK(nearest("ACKS", names) == "acks");
    CHECK(nearest("min_insync_replicas", names) == "min.insync.replicas");
    CHECK(nearest("min.insync.replica", names) == "min.insync.replicas");
    CHECK(nearest("retires", names) == "retries");
}

TEST_CASE("nearest: nothing is suggested where nothing is near") {
    const std::vector<std::string> names = {"acks", "linger.ms"};
    CHECK(nearest("brokers", names).empty());
    CHECK(nearest("", names).empty());
    CHECK(nearest("x", std::vector<std::string>{"y"}).empty());
    CHECK(nearest(std::string(100'000, 'a'), names).empty());
    CHECK(nearest("acks", {}).empty());
}

TEST_CASE("nearest: the nearer wins, then the first") {
    CHECK(nearest("batch.sise",
                  std::vector<std::string>{"batch.rise", "batch.sized", "batch.size"}) ==
          "batch.rise");  // one step to each of "rise" and "size"
    CHECK(nearest("brokr", std::vector<std::string>{"brother", "broker"}) == "broker");
}

}  // namespace mqfate::scenarios::errors_test
