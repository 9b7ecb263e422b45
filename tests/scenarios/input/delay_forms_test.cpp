#include "scenarios/input/delay_forms.hpp"

#include "tests/scenarios/input/one_value.hpp"

namespace mqfate::scenarios::delay_forms_test {

Delay delay(const std::string& value) {
    OneValue one(value);
    const Delay result = one.it().delay();
    CHECK_MESSAGE(one.errors.empty(), one.said());
    return result;
}

void check_wrong(const std::string& value, const std::string& below, const std::string& fragment) {
    OneValue one(value);
    (void)one.it().delay();
    check_only(one.errors, {value, 2, "/it" + below, fragment});
}

TEST_CASE("delay: every simple form") {
    CHECK(delay("\"500us\"") == Delay::constant(microseconds(500)));
    CHECK(delay("0") == Delay{});
    CHECK(delay(R"({"constant": "500us"})") == Delay::constant(microseconds(500)));
    CHECK(delay(R"({"uniform": ["200us", "400us"]})") ==
          Delay::uniform(microseconds(200), microseconds(400)));
    CHECK(delay(R"({"uniform": ["1ms", "1ms"]})") ==
          Delay::uniform(milliseconds(1), milliseconds(1)));
    CHECK(delay(R"({"exponential": "1ms"})") == Delay::exponential(milliseconds(1)));
    CHECK(delay(R"({"erlang": {"k": 3, "mean": "1ms"}})") == Delay::erlang(3, milliseconds(1)));
}

TEST_CASE("delay: quantiles in any order, from 0 unless the least is given") {
    const Delay table = delay(R"({"quantiles": {"1": "9ms", "0.99": "5ms", "50%": "1ms"}})");
    REQUIRE(table.kind == Delay::Kind::quantiles);
    const std::vector<Delay::Point> expected = {{{0, 1}, Duration{}},
                                                {{1, 2}, milliseconds(1)},
                                                {{99, 100}, milliseconds(5)},
                                                {{1, 1}, milliseconds(9)}};
    CHECK(table.points == expected);
    CHECK(delay(R"({"quantiles": {"0": "1ms", "1": "1ms"}})").points.size() == 2);
}

TEST_CASE("delay: a fixed part and a mix hold other delays") {
    const Delay result =
        delay(R"({"at_least": "1ms", "plus": {"mix": [[9, "1us"], [1, {"exponential": "2s"}]]}})");
    CHECK(result.kind == Delay::Kind::mix);
    CHECK(result.at_least == milliseconds(1));
    REQUIRE(result.parts.size() == 2);
    CHECK(result.parts[0] == std::pair{9u, Delay::constant(microseconds(1))});
    CHECK(result.parts[1] == std::pair{1u, Delay::exponential(seconds(2))});
    // 1 ms and 2 ms of fixed parts, one in the other.
    CHECK(delay(R"({"at_least": "1ms", "plus": {"at_least": "2ms", "plus": "0"}})").at_least ==
          milliseconds(3));
    CHECK(delay(R"({"at_least": "1ms"})").at_least == milliseconds(1));
}

TEST_CASE("broken delays: each gives one error at its own pointer") {
    check_wrong("\"fast\"", "", "found \"fast\"; expected a duration");
    check_wrong("3", "", "\"3\" has no unit");
    check_wrong("[]", "", "found an empty list; expected a duration");
    check_wrong("{}", "", "expected one form of a delay");
    check_wrong(R"({"exponental": "1ms"})", "/exponental", "did you mean \"exponential\"?");
    check_wrong(R"({"exponential": 5})", "/exponential", "has no unit");
    check_wrong(R"({"normal": "1ms"})", "/normal", "expected one of at_least, constant, uniform");
    check_wrong(R"({"constant": "1ms", "exponential": "1ms"})", "", "found 2 forms of a delay");
    check_wrong(R"({"constant": "1ms", "plus": "1ms"})", "/plus", "unknown setting \"plus\"");
    check_wrong(R"({"uniform": "1ms"})", "/uniform", "expected a list");
    check_wrong(R"({"uniform": ["1ms"]})", "/uniform", "found a list of 1");
    check_wrong(R"({"uniform": ["2ms", "1ms"]})", "/uniform", "the least, 2ms, is above the most");
    check_wrong(R"({"uniform": ["2ms", "0"]})", "/uniform", "the least, 2ms, is above the most, 0");
    check_wrong(R"({"uniform": ["1ms", "x"]})", "/uniform/1", "found \"x\"");
    check_wrong(R"({"erlang": {"mean": "1ms"}})", "/erlang/k", "\"k\" is missing");
    check_wrong(R"({"erlang": {"k": 0, "mean": "1ms"}})", "/erlang/k", "from 1 to 1000");
    check_wrong(R"({"quantiles": {"0.5": "1ms"}})", "/quantiles", "the table has no end");
    check_wrong(R"({"quantiles": {}})", "/quantiles", "the table has no end");
    check_wrong(R"({"quantiles": {"2": "1ms", "1": "1ms"}})", "/quantiles/2", "not from 0 to 1");
    check_wrong(R"({"quantiles": {"0.5": "1ms", "50%": "2ms", "1": "3ms"}})", "/quantiles/50%",
                "stands twice");
    check_wrong(R"({"quantiles": {"0.5": "5ms", "0.9": "1ms", "1": "9ms"}})", "/quantiles/0.9",
                "less than 5ms at a smaller share");
    check_wrong(R"({"quantiles": {"0.5": "5ms", "0.9": 3, "1": "9ms"}})", "/quantiles/0.9",
                "has no unit");
    check_wrong(R"({"mix": [["often", "1ms"]]})", "/mix/0/0", "found \"often\"");
    check_wrong(R"({"mix": 3})", "/mix", "expected a list");
    check_wrong(R"({"mix": []})", "/mix", "weights add up to 0");
    check_wrong(R"({"mix": [[0, "1ms"]]})", "/mix", "weights add up to 0");
    check_wrong(R"({"mix": [[1, "1ms"], [2]]})", "/mix/1", "a weight and a delay");
    check_wrong(R"({"mix": [[1, {"at_least": "1ms", "plus": "x"}]]})", "/mix/0/1/plus",
                "found \"x\"");
}

}  // namespace mqfate::scenarios::delay_forms_test
