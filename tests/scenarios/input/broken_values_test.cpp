#include "scenarios/input/reader.hpp"

#include <functional>

#include "tests/scenarios/input/one_value.hpp"

namespace mqfate::scenarios::broken_values_test {

using Read = std::function<void(const Cursor&)>;

/// `value` stands in line 2 at /it; reading it must give one error there with `fragment`.
struct Wrong {
    std::string value;
    std::string fragment;
};

void check_wrong(const Read& read, const std::vector<Wrong>& all) {
    for (const Wrong& wrong : all) {
        OneValue one(wrong.value);
        read(one.it());
        check_only(one.errors, {wrong.value, 2, "/it", wrong.fragment});
    }
}

TEST_CASE("broken values: what is no integer within the limits") {
    const Read read = [](const Cursor& c) { c.integer({.min = 1, .max = 10'000}); };
    const std::string expected = "; expected a whole number from 1 to 10000";
    check_wrong(read, {{"0", "found 0" + expected},
                       {"10001", "found 10001" + expected},
                       {"-3", "found -3" + expected},
                       {"1.5", "found 1.5" + expected},
                       {"1e300", "found 1e300" + expected},
                       {"123456789012345678901234567890", "found 1234567890"},
                       {"\"three\"", "found \"three\"" + expected},
                       {"\"\"", "found \"\"" + expected},
                       {"true", "found true" + expected},
                       {"null", "found null" + expected},
                       {"[3]", "found a list" + expected},
                       {"{}", "found an empty object" + expected}});
}

TEST_CASE("broken values: numbers beyond any use are refused with the limit") {
    check_wrong([](const Cursor& c) { c.integer(); }, {{"1e13", "from 0 to 1000000000000"}});
    check_wrong([](const Cursor& c) { c.integer<std::uint16_t>(); },
                {{"65536", "from 0 to 65535"}});
    check_wrong([](const Cursor& c) { c.duration(); }, {{"\"4000d\"", "from 0 to 3650d"}});
    check_wrong([](const Cursor& c) { c.duration_ms(); },
                {{"9223372036854775806", "from 0 to 3650d"}});
}

TEST_CASE("broken values: what is no duration") {
    const Read read = [](const Cursor& c) { c.duration({.max = seconds(60)}); };
    check_wrong(read, {{"5", "\"5\" has no unit; expected a duration from 0 to 1m"},
                       {"\"5\"", "\"5\" has no unit"},
                       {"\"5 sec\"", "unknown unit \"sec\" (there are ns, us, ms, s, m, h, d)"},
                       {"\"-1ms\"", "found \"-1ms\"; expected a duration from 0 to 1m"},
                       {"\"61s\"", "found \"61s\""},
                       {"\"0.1ns\"", "finer than the smallest unit"},
                       {"\"soon\"", "found \"soon\""},
                       {"\"\"", "found \"\""},
                       {"false", "found false"},
                       {"{\"exponential\": \"1ms\"}", "found an object"}});
}

TEST_CASE("broken values: what is no duration of a real configuration file") {
    const Read read = [](const Cursor& c) { c.duration_ms({.max = seconds(60)}); };
    const std::string expected = "; expected a whole number of milliseconds, or a duration";
    check_wrong(read, {{"1.5", "found 1.5" + expected},
                       {"-1", "found -1" + expected},
                       {"60001", "found 60001" + expected},
                       {"\"1 minute\"", "found \"1 minute\"" + expected},
                       {"null", "found null" + expected}});
}

TEST_CASE("broken values: what is no number of bytes, ratio, boolean or string") {
    check_wrong([](const Cursor& c) { c.bytes({.min = 1, .max = 1'000'000}); },
                {{"0", "from 1 to 1000000"},
                 {"\"2MB\"", "found \"2MB\""},
                 {"\"1kilo\"", "unknown unit \"kilo\""},
                 {"[]", "found an empty list"}});
    check_wrong([](const Cursor& c) { c.ratio(); },
                {{"1.5", "is not from 0 to 1"},
                 {"-0.5", "is not from 0 to 1"},
                 {"0.00000000001", "has more than 9 decimals"},
                 {"\"rarely\"", "found \"rarely\"; expected a number from 0 to 1"},
                 {"true", "found true"}});
    check_wrong([](const Cursor& c) { c.boolean(); },
                {{"1", "found 1; expected true or false"}, {"\"yes\"", "found \"yes\""}});
    check_wrong([](const Cursor& c) { c.string(); },
                {{"\"\"", "empty string"},
                 {"\"a\\u0000b\"", "control characters"},
                 {'"' + repeated("x", 201) + '"', "201 bytes; expected at most 200"},
                 {"7", "found 7; expected a string"}});
    check_wrong([](const Cursor& c) { c.number_or_string(); },
                {{"[1]", "found a list; expected a string or a number"}});
}

TEST_CASE("broken values: a word that is none of those allowed") {
    const Read read = [](const Cursor& c) {
        c.one_of<int>({{"0", 0}, {"1", 1}, {"all", 2}, {"true", 3}});
    };
    check_wrong(read, {{"\"al\"", "found \"al\"; did you mean \"all\"? expected one of 0, 1, all"},
                       {"2", "found 2"},
                       {"null", "found null"},
                       {"[\"all\"]", "found a list; expected one of 0, 1, all, true"}});
}

TEST_CASE("broken values: what is no object or list") {
    check_wrong([](const Cursor& c) { (void)c.object(); },
                {{"[]", "found an empty list; expected an object"}, {"3", "found 3"}});
    check_wrong([](const Cursor& c) { (void)c.array(); },
                {{"{}", "found an empty object; expected a list"}, {"\"x\"", "found \"x\""}});
    check_wrong([](const Cursor& c) { (void)c.members(); }, {{"null", "found null"}});
    check_wrong([](const Cursor& c) { (void)c.one_or_more(); }, {{"[]", "at least one"}});
}

}  // namespace mqfate::scenarios::broken_values_test
