#include "scenarios/reading/exploration.hpp"

#include <string>

#include "sim/explore/world/budget.hpp"
#include "tests/kafka_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::exploration_test {

std::string with(const std::string& explore) {
    return R"({"schema_version": 1, "explore": )" + explore +
           R"(, "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 5}}}})";
}
Exploration read(const std::string& explore) {
    return tests::scenario_of(with(explore)).exploration;
}
Errors errors_of(const std::string& explore) {
    const auto scenario = read_scenario(*Document::parse(with(explore), "test.json"));
    return scenario ? Errors() : scenario.error();
}

TEST_CASE("exploration: what a file does not say is not said") {
    CHECK(read("{}") == Exploration{});
}

TEST_CASE("exploration: every bound is read, with the units of the other members") {
    const Exploration read_one = read(R"({"messages": 3, "crashes": 1, "losses": 2,
        "duplicates": 4, "retries": 5, "deviations": 6, "depth": 7, "states": 8, "seconds": 9,
        "memory": "1GB", "idle_timers": true, "from_the_start": true,
        "symmetry": false, "partial_order": false,
        "properties": ["no-loss", "log.duplicated == 0"]})");
    Exploration wanted;
    wanted.messages = 3;
    wanted.crashes = 1;
    wanted.losses = 2;
    wanted.duplicates = 4;
    wanted.retries = 5;
    wanted.deviations = 6;
    wanted.depth = 7;
    wanted.states = 8;
    wanted.seconds = 9;
    wanted.memory = 1'000'000'000;
    wanted.idle_timers = true;
    wanted.from_the_start = true;
    wanted.symmetry = false;
    wanted.partial_order = false;
    wanted.properties = {"no-loss", "log.duplicated == 0"};
    CHECK(read_one == wanted);
    CHECK(*read(R"({"deviations": "all"})").deviations == Budget::all);
}

TEST_CASE("exploration: all mistakes are told at once, names with the nearest one") {
    const Errors errors = errors_of(
        R"({"crashs": 1, "messages": 0, "deviations": "some",
            "properties": ["no-los", "x.y == 0"]})");
    CHECK(errors.size() == 5);
    const std::string text = errors.text();
    for (const char* part :
         {"\"crashs\"; did you mean \"crashes\"?", "/explore/messages", "/explore/deviations",
          "no property is called \"no-los\"; did you mean \"no-loss\"?", "nothing is called"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part, text);
}

TEST_CASE("exploration: a property of consumers needs one") {
    CHECK(errors_of(R"({"properties": ["no-effect-twice"]})").text().find("no consumer") !=
          std::string::npos);
    CHECK(errors_of(R"({"properties": ["effect.duplicated == 0"]})").text().find("no consumer") !=
          std::string::npos);
}

TEST_CASE("exploration: what the command line says goes before what the file says") {
    Exploration file;
    file.messages = 2;
    file.losses = 1;
    file.properties = {"no-loss"};
    Exploration line;
    line.losses = 0;
    line.depth = 9;
    const Exploration both = combined(line, file);
    CHECK(*both.messages == 2);
    CHECK(*both.losses == 0);
    CHECK(*both.depth == 9);
    CHECK(both.properties == std::vector<std::string>{"no-loss"});
    line.properties = {"confirmed"};
    CHECK(combined(line, file).properties == std::vector<std::string>{"confirmed"});
}

}  // namespace mqfate::scenarios::exploration_test
