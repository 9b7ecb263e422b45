#include "reports/csv.hpp"

#include <algorithm>

#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::csv_test {

TEST_CASE("csv: a line a level and fate, with its count and interval; lines end as RFC 4180 asks") {
    const std::string text = to_csv(report_of({result_of({run_with(10, 0), run_with(30, 0)})}));
    CHECK(
        text.starts_with("runs,messages,level,fate,count,estimate,low,high,"
                         "met,failed,undecided,not_met\r\n"));
    CHECK(has(text, "\r\n2,200,log,lost_confirmed,40,0.2,"));
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + fate_count);  // no consumers: one level
}

TEST_CASE("csv: with consumers all three levels are there") {
    Result result = result_of({run_with(0, 0)});
    result.has_consumers = true;
    const std::string text = to_csv(report_of({result}));
    CHECK(has(text, "effect,exactly_once,100,1,"));
    CHECK(has(text, "effect,parked,0,0,"));  // a contract: all fates, those of no message too
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + level_count * fate_count);
}

TEST_CASE("csv: each line says what its configuration's expectations came to") {
    Result result = result_of({run_with(0, 3)});
    result.expected = {{"log.duplicated == 0", "3", Judgement::failed},
                       {"log.duplicated < 0.1", "0.03 (0 to 1)", Judgement::undecided},
                       {"log.lost_confirmed == 0", "0", Judgement::met}};
    CHECK(has(to_csv(report_of({result})),
              ",1,1,1,\"failed: log.duplicated == 0, found 3; undecided: log.duplicated < 0.1, "
              "found 0.03 (0 to 1)\"\r\n"));
    result.expected = {};
    CHECK(has(to_csv(report_of({result})), ",0,0,0,\r\n"));
}

TEST_CASE("csv: a level that is asked for is there alone") {
    Result result = result_of({run_with(0, 0)});
    result.has_consumers = true;
    Report report = report_of({result});
    report.level = Level::effect;
    const std::string text = to_csv(report);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1 + fate_count);
    CHECK_FALSE(has(text, ",log,"));
}

TEST_CASE("csv: the axes of a comparison come first, quoted where they must be") {
    const Result result = result_of({run_with(0, 0)}, {{"acks", "all"}, {"note", "a \"b\", c"}});
    const std::string text = to_csv(report_of({result}));
    CHECK(text.starts_with("acks,note,runs,"));
    CHECK(has(text, "\r\nall,\"a \"\"b\"\", c\",1,100,log,"));
}

}  // namespace mqfate::reports::csv_test
