#include "reports/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::json_test {

using Json = nlohmann::json;

Json json_of(const Report& report) {
    const Json json = Json::parse(to_json(report), nullptr, false);
    REQUIRE(json.is_object());
    return json;
}

TEST_CASE("json: says what made it, so that it can be made again") {
    const Json json = json_of(report_of({result_of({run_with(0, 0)})}));
    CHECK(json["mqfate"] == Json{{"version", "0.1.0"},
                                 {"schema_version", 1},
                                 {"scenario", "a/scenario"},
                                 {"scenario_fingerprint", "00000000000000ab"},
                                 {"seed", 7}});
}

TEST_CASE("json: fates, rates with intervals, causes, semantics, by level") {
    const Json json = json_of(report_of({result_of({run_with(10, 0), run_with(30, 0)})}));
    const Json& c = json["configurations"][0];
    CHECK(c["runs"] == 2);
    CHECK(c["messages"] == 200);
    CHECK(c["told"] == Json{{"success", 200}, {"failure", 0}});
    CHECK(c["fates"]["log"]["lost_confirmed"] == 40);
    CHECK(c["fates"]["log"].size() == fate_count);
    const Json& rate = c["rates"]["log"]["lost_confirmed"];
    CHECK(rate["estimate"] == doctest::Approx(0.2));
    CHECK(rate["low"] < 0.2);
    CHECK(rate["high"] > 0.2);
    CHECK(c["causes"] == Json{{"disk_lost", 40}});
    CHECK(c["semantics"] == Json{{"log", "at-most-once"}});  // no consumers: one level
    CHECK(c["throughput"] == doctest::Approx(50));
    CHECK(c["drained"] == true);
}

TEST_CASE("json: times are seconds, and null where nothing was timed") {
    const Json json = json_of(report_of({result_of({run_with(0, 0)})}));
    const Json& latency = json["configurations"][0]["latency"];
    CHECK(latency["ack"]["max"].get<double>() == doctest::Approx(0.003).epsilon(0.02));
    CHECK(latency["end_to_end"].is_null());
}

TEST_CASE("json: with swarm, each fault's runs stand beside the runs without it") {
    Result result = result_of({run_with(10, 0), run_with(0, 0)});
    CHECK_FALSE(json_of(report_of({result}))["configurations"][0].contains("swarm"));
    result.swarm = true;
    result.outcome.runs[1].node_strikes.assign(1, {.count = 0, .is_on = false});
    const Json json = json_of(report_of({result}));
    const Json& swarm = json["configurations"][0]["swarm"];
    REQUIRE(swarm.size() == 2);
    CHECK(swarm[0]["rule"] == 0);
    CHECK(swarm[0]["runs"] == Json{{"on", 2}, {"off", 0}});
    CHECK(swarm[1]["node_fault"] == 0);
    CHECK(swarm[1]["runs"] == Json{{"on", 1}, {"off", 1}});
    CHECK(swarm[1]["went_wrong"]["lost_confirmed"] == Json{{"on", 1}, {"off", 0}});
}

TEST_CASE("json: loss a fault is told where faults struck") {
    const Json json = json_of(report_of({result_of({run_with(10, 0), run_with(30, 0)})}));
    const Json& per_fault = json["configurations"][0]["per_fault"];
    CHECK(per_fault["strikes"] == 2);
    CHECK(per_fault["lost_confirmed"]["mean"] == doctest::Approx(20));
    CHECK(per_fault["lost_confirmed"]["max"] == 30);
}

TEST_CASE("json: expectations and their judgement; a name that is not UTF-8 does not break it") {
    Result result = result_of({run_with(0, 0)});
    result.expected = {{"log.duplicated == 0", "0", Judgement::met}};
    Report report = report_of({result});
    report.scenario = "\xff.json";
    const Json json = json_of(report);
    CHECK(json["configurations"][0]["expect"][0]["judgement"] == "met");
    CHECK(json["mqfate"]["scenario"] == "\xef\xbf\xbd.json");
}

TEST_CASE("json: a comparison says what differs, what does not, and which rows are one") {
    const auto runs = [](std::uint64_t lost) {
        return std::vector<RunSummary>(10, run_with(lost, 0));
    };
    Report report = report_of({result_of(runs(10), {{"acks", "1"}, {"isr", "1"}}),
                               result_of(runs(10), {{"acks", "1"}, {"isr", "2"}}),
                               result_of(runs(0), {{"acks", "all"}, {"isr", "1"}}),
                               result_of(runs(0), {{"acks", "all"}, {"isr", "2"}})});
    report.results[0].expected = {{"log.lost_confirmed == 0", "100", Judgement::failed}};
    report.results[1].expected = report.results[0].expected;
    const Json json = json_of(report);
    CHECK(json["expectations"] ==
          Json{{"met", 0}, {"failed", 2}, {"undecided", 0}, {"failed_in", 2}});
    const Json& comparison = json["comparison"];
    CHECK(comparison["levels"] == Json{"log"});
    CHECK(comparison["differ"] ==
          Json{"log.lost_silently", "log.lost_silently.vs_first", "log.semantics"});
    CHECK(std::count(comparison["alike"].begin(), comparison["alike"].end(), "log.reordered") == 1);
    CHECK(comparison["no_difference"] == Json{"isr"});
    REQUIRE(comparison["rows"].size() == 2);
    const Json& row = comparison["rows"][0];
    CHECK(row["set"] == Json{{"acks", {"1"}}, {"isr", {"1", "2"}}});
    CHECK(row["configurations"] == Json{0, 1});
    CHECK(row["found"]["log.lost_silently"]["cases"] == 100);
    CHECK(row["found"]["log.lost_silently"]["estimate"] == doctest::Approx(0.1));
    CHECK(row["found"]["log.semantics"] == "at-most-once");
    CHECK(row["found"]["ack_p50"] == doctest::Approx(0.003).epsilon(0.02));
    CHECK(row["found"]["end_to_end_p99"].is_null());
    CHECK(comparison["rows"][1]["found"]["log.lost_silently.vs_first"]["estimate"] ==
          doctest::Approx(-0.1));
    CHECK_FALSE(json_of(report_of({result_of(runs(0))})).contains("comparison"));
}

TEST_CASE("json: the fingerprint tells two histories apart") {
    const auto fingerprint = [](std::uint64_t lost) {
        return json_of(
            report_of({result_of({run_with(lost, 0)})}))["configurations"][0]["fingerprint"];
    };
    CHECK(fingerprint(1) == fingerprint(1));
    CHECK(fingerprint(1) != fingerprint(2));
}

}  // namespace mqfate::reports::json_test
