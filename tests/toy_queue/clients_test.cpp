// Workers whose effects take place in a database, and what its disk does to them: a witness of the
// fact `undone`, and its neighbours.
#include <string>

#include "models/engine.hpp"
#include "sim/run/tally.hpp"
#include "tests/kafka_runs.hpp"
#include "tests/toy_queue/toy_runs.hpp"

#include <doctest/doctest.h>

namespace mqfate::toy_queue::clients_test {

/// Ten messages, one every 5 ms, and a database that dies for a moment 4 ms after the sixth, when
/// the effect of that is committed as well, and nobody waits for an answer. `how`: the fault.
std::string dying_database(const std::string& how) {
    return text(R"(10, "every": "5ms")",
                R"("w1": {"audience": "billing", "effect": "database"}, )"
                R"("scribe": {"audience": "audit"})",
                R"({")" + how + R"(": "database", "at": "34ms", "restart_after": "500us"})");
}

TEST_CASE("clients: a database that loses its disk undoes what it had committed") {
    const Outcome outcome = tests::simulated(dying_database("disk_loss"), 5);
    CHECK(total(outcome, Cause::effect_lost) == 30);  // six of 5 runs
    CHECK(total(outcome, Level::effect, Fate::lost_confirmed) == 30);
    CHECK(total(outcome, Level::effect, Fate::exactly_once) == 70);
    for (const Level level : {Level::log, Level::delivery})
        CHECK(total(outcome, level, Fate::exactly_once) == 100);
}

TEST_CASE("clients: one that loses its power, or its process, undoes nothing") {
    for (const char* const how : {"power_loss", "crash"}) {
        const Outcome outcome = tests::simulated(dying_database(how), 5);
        CHECK(tests::fault_struck(outcome) == 5);
        CHECK(total(outcome, Cause::effect_lost) == 0);
        CHECK(total(outcome, Level::effect, Fate::exactly_once) == 100);
    }
}

TEST_CASE("clients: run tells an effect that is undone, in both languages") {
    const File file(dying_database("disk_loss"));
    cli::Options options;
    options.file = file.path();
    CHECK(has(printed(cli::run, options).text, "the effect is undone: "));
    options.say.language = words::Language::zh;
    CHECK(has(printed(cli::run, options).text, "效果被撤销："));
}

TEST_CASE("clients: syncs of the database that fail lose no effect, and repeat none") {
    scenarios::Scenario scenario =
        tests::scenario_of(text("20",
                                R"("w1": {"audience": "billing", "effect": "database"}, )"
                                R"("w2": {"audience": "billing", "effect": "database"}, )"
                                R"("scribe": {"audience": "audit"})",
                                ""));
    scenario.plan->disks.back().sync_fails = Ratio{1, 4};
    CHECK(total(tests::simulated(scenario, 5), Level::effect, Fate::exactly_once) == 200);
}

}  // namespace mqfate::toy_queue::clients_test
