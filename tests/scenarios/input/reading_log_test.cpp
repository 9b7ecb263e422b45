// What a reader tells the log: each member that is there, once, with what it is.
#include "scenarios/input/reading_log.hpp"

#include <string>
#include <vector>

#include "scenarios/input/reader.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::reading_log_test {

using Kind = ReadMember::Kind;

/// Reads `json` by `read(Reader&)` and returns the log; there must be no error.
template <class Read> ReadingLog log_of(const std::string& json, Read read) {
    const auto document = Document::parse(json, "log.json");
    REQUIRE(document.has_value());
    Errors errors("log.json");
    ReadingLog log;
    {
        Reader root(*document, errors, &log);
        read(root);
    }
    CHECK_MESSAGE(errors.empty(), errors.text());
    return log;
}

void check_default(const ReadMember& member, const char* pointer, const char* otherwise,
                   bool at_default) {
    CAPTURE(pointer);
    CHECK(member.kind == Kind::setting);
    CHECK(member.pointer == pointer);
    REQUIRE(member.otherwise.has_value());
    CHECK(compact(*member.otherwise) == otherwise);
    CHECK(member.at_default == at_default);
}

TEST_CASE("reading log: a setting has its default, and is at it in whatever form") {
    const auto log = log_of(
        R"({"a": "1KiB", "b": "2s", "c": "3", "d": "5%", "e": "true", "f": "all", "g": "1000us"})",
        [](Reader& r) {
            r.bytes_or("a", 1'024);
            r.duration_or("b", seconds(1));
            r.integer_or<int>("c", 4);
            r.ratio_or("d", Ratio{1, 20});
            r.boolean_or("e", false);
            r.one_of_or<int>("f", 2, {{"0", 0}, {"all", 2}, {"-1", 2}});
            r.delay_or("g", Delay::constant(milliseconds(1)));
        });
    REQUIRE(log.members.size() == 7);
    check_default(log.members[0], "/a", "1024", true);
    check_default(log.members[1], "/b", "\"1s\"", false);
    check_default(log.members[2], "/c", "4", false);
    check_default(log.members[3], "/d", "\"1/20\"", true);
    check_default(log.members[4], "/e", "false", false);
    check_default(log.members[5], "/f", "\"all\"", true);
    check_default(log.members[6], "/g", "\"1ms\"", true);
    CHECK(log.members[1].value == "\"2s\"");
    CHECK_FALSE(log.members[2].least.has_value());
}

TEST_CASE("reading log: what is not there is not in it, whoever asks") {
    const auto log = log_of("{}", [](Reader& r) {
        r.integer_or<int>("c", 4);
        r.optional("o");
        r.each_member("m", [](const std::string&, Reader) {});
        Reader none = r.object_or_none("n");
        none.duration_or("d", seconds(1));
    });
    CHECK(log.members.empty());
}

TEST_CASE("reading log: what is required can neither go nor be less, but messages can be fewer") {
    const auto log = log_of(R"({"n": 7, "m": 9})", [](Reader& r) {
        r.integer<int>("n", {.min = 1, .max = 10});
        r.messages<int>("m", {.min = 1, .max = 10});
    });
    REQUIRE(log.members.size() == 1);
    CHECK(log.members[0].kind == Kind::messages);
    CHECK(log.members[0].pointer == "/m");
    CHECK(log.members[0].least == 1);
}

TEST_CASE("reading log: a number of things has a least one, a setting without a default none") {
    const auto log = log_of(R"({"n": 7, "o": 1})", [](Reader& r) {
        r.count_or<int>("n", 3, {.min = 2, .max = 10});
        CHECK(r.optional("o").integer<int>() == 1);
    });
    REQUIRE(log.members.size() == 2);
    CHECK(log.members[0].least == 2);
    CHECK(compact(*log.members[0].otherwise) == "3");
    CHECK_FALSE(log.members[1].otherwise.has_value());
    CHECK_FALSE(log.members[1].at_default);
}

TEST_CASE("reading log: parts and containers, in the order of reading, names escaped") {
    const auto log =
        log_of(R"({"l": [{"x": 1}, {}], "m": {"a/b": {"x": 2}}, "o": {}})", [](Reader& r) {
            const auto read = [](Reader part) { part.integer_or<int>("x", 1); };
            r.each_member("m", [&](const std::string&, Reader part) { read(std::move(part)); });
            r.each_object("l", read);
            r.object_or_none("o");
        });
    CHECK(log.pointers(Kind::container) == std::vector<std::string>{"/m", "/l", "/o"});
    CHECK(log.pointers(Kind::part) == std::vector<std::string>{"/m/a~1b", "/l/0", "/l/1"});
    CHECK(log.pointers(Kind::setting) == std::vector<std::string>{"/m/a~1b/x", "/l/0/x"});
}

TEST_CASE("reading log: below what is aside, and what is unlogged, nothing is told") {
    const auto log = log_of(R"({"runs": 5, "texts": {"n": 1}, "f": [{"p": 1}]})", [](Reader& r) {
        r.aside({"runs", "texts", "none"});
        r.integer_or<int>("runs", 1);
        r.object_or_none("texts").integer_or<int>("n", 0);
        for (const Cursor& fault : r.array("f"))
            fault.is_a(Kind::fault).unlogged().object().integer_or<int>("p", 0);
    });
    CHECK(log.pointers(Kind::aside) == std::vector<std::string>{"/runs", "/texts"});
    CHECK(log.pointers(Kind::fault) == std::vector<std::string>{"/f/0"});
    CHECK(log.members.size() == 3);
}

}  // namespace mqfate::scenarios::reading_log_test
