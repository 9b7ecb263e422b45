#include "scenarios/input/cursor.hpp"

#include "scenarios/input/reader.hpp"
#include "tests/scenarios/input/one_value.hpp"

namespace mqfate::scenarios::cursor_test {

/// What `read` makes of a value that it must accept.
template <class Read> auto accepted(const std::string& value, Read read) {
    OneValue one(value);
    auto result = read(one.it());
    CHECK_MESSAGE(one.errors.empty(), one.said());
    return result;
}

std::int64_t integer(const std::string& value) {
    return accepted(value, [](const Cursor& c) { return c.integer(); });
}
Duration duration_ms(const std::string& value) {
    return accepted(value, [](const Cursor& c) { return c.duration_ms(); });
}

TEST_CASE("cursor: integers, also as exponents and as strings of real configuration files") {
    CHECK(integer("12") == 12);
    CHECK(integer("1e6") == 1'000'000);
    CHECK(integer("12.0") == 12);
    CHECK(integer("\"16384\"") == 16'384);
    const auto largest = [](const Cursor& c) {
        return c.integer<std::int64_t>({.min = 1, .max = 0x7fff'ffff'ffff'ffff});
    };
    CHECK(accepted("9223372036854775807", largest) == 0x7fff'ffff'ffff'ffff);
    CHECK(accepted("255", [](const Cursor& c) { return c.integer<std::uint8_t>(); }) == 255);
}

TEST_CASE("cursor: durations of real configuration files are milliseconds") {
    CHECK(duration_ms("300") == milliseconds(300));
    CHECK(duration_ms("\"300\"") == milliseconds(300));
    CHECK(duration_ms("\"2s\"") == seconds(2));
    CHECK(duration_ms("0") == Duration{});
    CHECK(duration_ms("9223372036854775807") == forever());
}

TEST_CASE("cursor: quantities in every form") {
    const auto duration = [](const Cursor& c) { return c.duration(); };
    CHECK(accepted("\"1.5ms\"", duration) == microseconds(1500));
    CHECK(accepted("0", duration) == Duration{});
    const auto bytes = [](const Cursor& c) { return c.bytes(); };
    CHECK(accepted("512", bytes) == 512);
    CHECK(accepted("\"1KB\"", bytes) == 1000);
    CHECK(accepted("\"2KiB\"", bytes) == 2048);
    const auto ratio = [](const Cursor& c) { return c.ratio(); };
    CHECK(accepted("0.05", ratio) == Ratio{1, 20});
    CHECK(accepted("\"5%\"", ratio) == Ratio{1, 20});
    CHECK(accepted("0.000000001", ratio) == Ratio{1, 1'000'000'000});
    CHECK(accepted("1", ratio) == Ratio::one());
}

TEST_CASE("cursor: words for an enum may be numbers, and several may mean one") {
    const auto acks = [](const Cursor& c) {
        return c.one_of<int>({{"0", 0}, {"1", 1}, {"all", -1}, {"-1", -1}});
    };
    CHECK(accepted("0", acks) == 0);
    CHECK(accepted("\"1\"", acks) == 1);
    CHECK(accepted("\"all\"", acks) == -1);
    CHECK(accepted("-1", acks) == -1);
}

TEST_CASE("cursor: booleans, strings, numbers or strings, lists") {
    const auto boolean = [](const Cursor& c) { return c.boolean(); };
    CHECK(accepted("true", boolean));
    CHECK_FALSE(accepted("\"false\"", boolean));
    CHECK(accepted("\"shop\"", [](const Cursor& c) { return c.string(); }) == "shop");
    CHECK(accepted("1.50", [](const Cursor& c) { return c.number_or_string(); }) == "1.50");
    const auto count = [](const Cursor& c) { return c.one_or_more().size(); };
    CHECK(accepted("\"b1\"", count) == 1);
    CHECK(accepted("[\"b1\", \"b2\"]", count) == 2);
    CHECK(accepted("[]", [](const Cursor& c) { return c.array().size(); }) == 0);
}

TEST_CASE("cursor: on nothing, everything is a silent placeholder") {
    Errors errors("f");
    const Cursor nothing(nullptr, "/x", errors);
    CHECK(nothing.integer({.min = 3, .max = 9}) == 3);
    CHECK(nothing.duration({.min = seconds(1), .max = seconds(2)}) == seconds(1));
    CHECK(nothing.duration_ms() == Duration{});
    CHECK(nothing.bytes() == 0);
    CHECK(nothing.ratio() == Ratio{});
    CHECK(nothing.delay() == Delay{});
    CHECK_FALSE(nothing.boolean());
    CHECK(nothing.string().empty());
    CHECK(nothing.number_or_string().empty());
    CHECK(nothing.one_of<int>({{"a", 7}, {"b", 8}}) == 7);
    CHECK(nothing.array().empty());
    CHECK(nothing.one_or_more().empty());
    CHECK(nothing.members().empty());
    CHECK_FALSE(nothing.object().present());
    CHECK(errors.empty());
}

TEST_CASE("cursor: a placeholder is within the limits") {
    OneValue one("\"many\"");
    CHECK(one.it().integer<std::uint16_t>({.min = 5, .max = 10}) == 5);
    CHECK(one.it().duration({.min = seconds(1), .max = seconds(2)}) == seconds(1));
    CHECK(one.errors.size() == 2);
}

}  // namespace mqfate::scenarios::cursor_test
