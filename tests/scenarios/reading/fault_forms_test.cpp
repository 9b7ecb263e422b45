#include "scenarios/reading/fault_forms.hpp"

#include <algorithm>
#include <string>

#include "scenarios/input/document.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::fault_forms_test {

Value fault(const std::string& json) {
    const auto read = Document::parse(json, "fault.json");
    REQUIRE(read.has_value());
    return read->root();
}
std::vector<std::string> forms(const std::string& json, const FaultContext& context = {}) {
    std::vector<std::string> all;
    for (const Value& form : simpler_forms(fault(json), context)) all.push_back(compact(form));
    return all;
}
bool has(const std::vector<std::string>& all, const std::string& json) {
    return std::find(all.begin(), all.end(), compact(fault(json))) != all.end();
}
std::string half(const std::string& json) { return compact(at_half_time(fault(json))); }

TEST_CASE("shrink faults: a rule by chance first becomes one strike") {
    const auto all = forms(R"({"drop": "any", "to": "shop", "probability": 0.05, "limit": 9})");
    REQUIRE_FALSE(all.empty());
    CHECK(all.front() == R"({"drop":"any","to":"shop","nth":1})");
    CHECK(has(all, R"({"drop": "any", "to": "shop", "limit": 2})"));
    CHECK(has(all, R"({"drop": "any", "probability": 0.05, "limit": 9})"));
}

TEST_CASE("shrink faults: a rule that strikes the first match by number is as plain as it gets") {
    CHECK(forms(R"({"reset": "any", "nth": 1})").empty());
    CHECK(forms(R"({"reset": "any", "nth": 3})") ==
          std::vector<std::string>{R"({"reset":"any","nth":1})", R"({"reset":"any","nth":2})"});
}

TEST_CASE("shrink faults: a window becomes a moment, and an instant only when narrowed") {
    const std::string crash = R"({"crash": "b1", "between": ["1s", "2s"]})";
    FaultContext context{
        .strikes = {1, Instant{1'234'567'890}}, .messages = 1'000, .narrow = false};
    auto all = forms(crash, context);
    CHECK(has(all, R"({"crash": "b1", "when": {"fact": "confirmed", "after": "1us"}})"));
    CHECK_FALSE(has(
        all, R"({"crash": "b1", "when": {"fact": "confirmed", "message": 2, "after": "1us"}})"));
    CHECK_FALSE(has(all, R"({"crash": "b1", "at": "1s"})"));
    context.narrow = true;
    all = forms(crash, context);
    CHECK(has(all, R"({"crash": "b1", "at": "1s"})"));            // in seconds,
    CHECK(has(all, R"({"crash": "b1", "at": "1200ms"})"));        // in tenths,
    CHECK(has(all, R"({"crash": "b1", "at": "1234567890ns"})"));  // and to the nanosecond
    context.messages = 2;
    CHECK(has(forms(crash, context),
              R"({"crash": "b1", "when": {"fact": "confirmed", "message": 2, "after": "1us"}})"));
}

TEST_CASE("shrink faults: a moment is never turned back, and can say less") {
    const std::string when = R"({"crash": "b1", "when": {"fact": "appended", "message": 2}})";
    CHECK(forms(when, {.strikes = {1, Instant{5}}, .messages = 2, .narrow = true}) ==
          std::vector<std::string>{R"({"crash":"b1","when":{"fact":"appended"}})"});
}

TEST_CASE("shrink faults: inside a handler only the node of that handler may die") {
    const FaultContext context{.strikes = {1, Instant{5}}, .messages = 100, .narrow = false};
    CHECK(has(forms(R"({"crash": "b1", "at": "1s"})", context),
              R"({"crash": "b1", "when": {"fact": "appended", "by": "b1"}})"));
    for (const char* fault :
         {R"({"crash": "leader of t/0", "at": "1s"})", R"({"crash": ["b1", "b2"], "at": "1s"})",
          R"({"disconnect": "b1", "at": "1s"})"})
        for (const std::string& form : forms(fault, context)) {
            CAPTURE(form);
            CHECK((form.find("when") == std::string::npos ||
                   form.find(R"("after":"1us")") != std::string::npos));
        }
    const std::string inside = R"({"crash": "b1", "when": {"fact": "appended", "by": "b1"}})";
    CHECK(forms(inside, context).empty());
}

TEST_CASE("shrink faults: one node fewer, on each side of a cut") {
    const auto all = forms(R"({"cut": [["b1"], ["b2", "b3"]], "when": {"fact": "appended"}})");
    CHECK(all.size() == 2);
    CHECK(has(all, R"({"cut": [["b1"], ["b3"]], "when": {"fact": "appended"}})"));
    CHECK(has(all, R"({"cut": [["b1"], ["b2"]], "when": {"fact": "appended"}})"));
}

TEST_CASE("shrink faults: a power loss whose host stays becomes one without a word about it") {
    CHECK(forms(R"({"power_loss": "b1", "host": "stays", "when": {"fact": "appended"}})") ==
          std::vector<std::string>{R"({"power_loss":"b1","when":{"fact":"appended"}})"});
}

TEST_CASE("shrink faults: half the time is in whole microseconds, and none is left below one") {
    CHECK(half(R"({"crash": "b1", "at": "3us"})") == R"({"crash":"b1","at":"1us"})");
    CHECK(half(R"({"crash": "b1", "at": "1us"})") == R"({"crash":"b1","at":"1us"})");
    CHECK(half(R"({"crash": "b1", "between": ["1s", "3s"], "for": "4s"})") ==
          R"({"crash":"b1","between":["500ms","1500ms"],"for":"4s"})");
}

TEST_CASE("shrink faults: a shutdown loses what only says how, and a list gets shorter") {
    const auto all = forms(R"({"shutdown": ["b1", "b2"], "one_by_one": true, "at": "1s",
                               "restart_after": "2s", "kill_after": "9s"})");
    CHECK(has(all, R"({"shutdown": ["b1", "b2"], "at": "1s", "restart_after": "2s",
                       "kill_after": "9s"})"));
    CHECK(has(all, R"({"shutdown": ["b1", "b2"], "one_by_one": true, "at": "1s",
                       "restart_after": "2s"})"));
    CHECK(has(all, R"({"shutdown": ["b2"], "one_by_one": true, "at": "1s",
                       "restart_after": "2s", "kill_after": "9s"})"));
}

}  // namespace mqfate::scenarios::fault_forms_test
