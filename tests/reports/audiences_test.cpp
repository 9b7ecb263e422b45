// What each audience got, in words and in JSON, where there are several.
#include "reports/audiences.hpp"

#include <nlohmann/json.hpp>

#include "reports/json.hpp"
#include "reports/run_text.hpp"
#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::audiences_test {

using Json = nlohmann::json;

FateCounts got(std::uint64_t once, std::uint64_t lost, std::uint64_t parked = 0) {
    FateCounts counts;
    for (const Level level : {Level::delivery, Level::effect}) {
        counts.at(level, Fate::exactly_once) = once;
        counts.at(level, Fate::lost_confirmed) = lost;
        counts.at(level, Fate::parked) = parked;
    }
    counts.at(Level::effect, Fate::reordered) = once / 10;
    return counts;
}

/// Two runs of 100 messages each, which two audiences read. Of "bills" there are two queues.
Result two_audiences() {
    RunSummary run;
    run.published = 100;
    run.drained = true;
    run.fates.at(Level::log, Fate::exactly_once) = 100;
    for (const Level level : {Level::delivery, Level::effect}) {
        run.fates.at(level, Fate::exactly_once) = 180;
        run.fates.at(level, Fate::lost_confirmed) = 16;
        run.fates.at(level, Fate::parked) = 4;
    }
    run.fates.by_audience = {got(50, 0), got(90, 10), got(40, 6, 4)};
    Result result = result_of({run, run});
    result.has_consumers = true;
    result.audiences = {"bills", "mail", "bills"};
    return result;
}

TEST_CASE("audiences: all runs are added up, and an audience of several destinations is one") {
    const auto all = audience_fates(two_audiences());
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "bills");
    CHECK(all[0].counts.at(Level::delivery, Fate::exactly_once) == 2 * (50 + 40));
    CHECK(all[0].counts.at(Level::effect, Fate::parked) == 2 * 4);
    CHECK(all[1].name == "mail");
    CHECK(all[1].counts.at(Level::effect, Fate::lost_confirmed) == 2 * 10);
}

TEST_CASE("audiences: one alone is not told beside the whole") {
    Result one = two_audiences();
    one.audiences = {"bills", "bills", "bills"};
    CHECK(audience_fates(one).empty());
    CHECK_FALSE(Json::parse(to_json(report_of({one})))["configurations"][0].contains("audiences"));
    CHECK(run_text(report_of({one}), {}, {}).find("bills") == std::string::npos);
    Result usual = result_of({run_with(0, 0)});
    usual.audiences = {"billing"};
    CHECK(audience_fates(usual).empty());
}

TEST_CASE("audiences: JSON has each by name, level and fate") {
    const Json json = Json::parse(to_json(report_of({two_audiences()})));
    const Json& audiences = json["configurations"][0]["audiences"];
    REQUIRE(audiences.size() == 2);
    CHECK(audiences["bills"].size() == 2);  // nobody in particular reads the log
    CHECK(audiences["bills"]["delivery"].size() == fate_count);
    CHECK(audiences["bills"]["delivery"]["exactly_once"] == 180);
    CHECK(audiences["bills"]["effect"]["parked"] == 8);
    CHECK(audiences["bills"]["effect"]["reordered"] == 2 * (5 + 4));
    CHECK(audiences["mail"]["delivery"]["lost_confirmed"] == 20);
}

TEST_CASE("audiences: a rate is of all that was judged at its level, not of what was published") {
    const Json json = Json::parse(to_json(report_of({two_audiences()})));
    const Json& rates = json["configurations"][0]["rates"];
    CHECK(rates["log"]["exactly_once"]["estimate"] == 1);
    CHECK(rates["delivery"]["exactly_once"]["estimate"] == doctest::Approx(0.9));
    CHECK(rates["effect"]["parked"]["estimate"] == doctest::Approx(0.02));
}

TEST_CASE("audiences: run text has a line for each, with the fates that there are") {
    const std::string text = run_text(report_of({two_audiences()}), {}, {});
    CHECK(has(text, R"(
  audience  delivery                                       effect
  bills     180 exactly once, 12 lost confirmed, 8 parked  180 exactly once, )"));
    CHECK(has(text, "\n  mail      180 exactly once, 20 lost confirmed "));
    CHECK(has(text, "\n  parked "));  // in the table of all
    CHECK_FALSE(has(run_text(report_of({result_of({run_with(1, 0)})}), {}, {}), "parked"));
    const std::string zh = run_text(report_of({two_audiences()}), {}, {words::Language::zh});
    CHECK(has(zh, "  bills  恰好一次 180 条，丢失（已确认） 12 条，死信 8 条"));
}

}  // namespace mqfate::reports::audiences_test
