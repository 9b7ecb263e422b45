// Expectations: how each form is understood, and what an outcome makes of it.
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/reading/expect.hpp"
#include "sim/run/experiment.hpp"
#include "sim/world/words.hpp"
#include "tests/words/english.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::expect_test {

Expectation parsed(std::string_view text) {
    const auto expectation = parse_expectation(text, CauseTable());
    REQUIRE_MESSAGE(expectation.has_value(), expectation.error());
    return *expectation;
}
std::string refused(std::string_view text) {
    const auto expectation = parse_expectation(text, CauseTable());
    REQUIRE_FALSE(expectation.has_value());
    return expectation.error();
}
bool says(const std::string& error, std::string_view words) {
    return error.find(words) != std::string::npos;
}

/// Runs of 100 messages each, of which so many are lost at the level of the log.
Outcome losing(const std::vector<std::uint64_t>& lost) {
    Outcome outcome;
    outcome.asked = lost.size();
    for (const std::uint64_t n : lost) {
        RunSummary run;
        run.published = 100;
        run.fates.at(Level::log, Fate::lost_confirmed) = n;
        run.fates.at(Level::log, Fate::exactly_once) = 100 - n;
        run.fates.causes.add(Cause::disk_lost, n);
        outcome.runs.push_back(run);
        outcome.numbers.push_back(outcome.numbers.size());
    }
    return outcome;
}
Judgement judgement(std::string_view text, const Outcome& outcome) {
    return judge(parsed(text), outcome).judgement;
}

TEST_CASE("expect: a count is of one fate at one level, by the words of the reports") {
    for (std::size_t l = 0; l < level_count; ++l)
        for (std::size_t f = 0; f < fate_count; ++f) {
            const auto level = static_cast<Level>(l);
            const auto fate = static_cast<Fate>(f);
            const std::string text =
                std::string(name(level)) + "." + std::string(name(fate)) + " == 7";
            CAPTURE(text);
            const Expectation e = parsed(text);
            CHECK(e.text == text);
            REQUIRE(std::holds_alternative<CountOf>(e.subject));
            CHECK(std::get<CountOf>(e.subject).level == level);
            CHECK(std::get<CountOf>(e.subject).fates == FateSet(fate));
            CHECK(std::get<std::uint64_t>(e.bound) == 7);
        }
}

TEST_CASE("expect: each cause can be counted") {
    const CauseTable causes;
    for (const CauseWord& word : causes.all()) {
        const Expectation e = parsed("cause." + std::string(word.name) + " > 0");
        REQUIRE(std::holds_alternative<CountOfCause>(e.subject));
        CHECK(std::get<CountOfCause>(e.subject).cause == word.code);
    }
}

TEST_CASE("expect: a number with a point, a percent sign or a stroke is a rate") {
    for (const char* bound : {"0.05", "5%", "1/20"})
        CHECK(std::get<Ratio>(parsed(std::string("log.duplicated < ") + bound).bound) ==
              Ratio{1, 20});
    CHECK(std::holds_alternative<std::uint64_t>(parsed("log.duplicated < 5").bound));
}

TEST_CASE("expect: a latency is p50, p99 or max, of the confirmation or of the effect") {
    for (const auto& [word, which] : {std::pair{"p50", LatencyOf::Which::p50},
                                      {"p99", LatencyOf::Which::p99},
                                      {"max", LatencyOf::Which::max}})
        for (const bool end_to_end : {false, true}) {
            const Expectation e =
                parsed((end_to_end ? "end_to_end." : "ack.") + std::string(word) + " < 1.5ms");
            CHECK(std::get<LatencyOf>(e.subject).end_to_end == end_to_end);
            CHECK(std::get<LatencyOf>(e.subject).which == which);
            CHECK(std::get<Duration>(e.bound) == microseconds(1500));
        }
}

TEST_CASE("expect: spaces around a comparison do not matter") {
    for (const char* text : {"log.phantom<=3", "  log.phantom   <=   3  ", "log.phantom <=3"}) {
        CHECK(parsed(text).comparator == Comparator::at_most);
        CHECK(std::get<std::uint64_t>(parsed(text).bound) == 3);
    }
}

TEST_CASE("expect: what cannot be understood says why, and which name is near") {
    CHECK(says(refused("log.lost_confirmd == 0"), "did you mean \"log.lost_confirmed\"?"));
    CHECK(says(refused("cause.disk_loss == 0"), "did you mean \"cause.disk_lost\"?"));
    CHECK(says(refused("log.lost_confirmed"), "no comparison"));
    CHECK(says(refused("log.lost_confirmed = 0"), "no comparison"));
    CHECK(says(refused("log.no_los"), "did you mean \"log.no_loss\"?"));
    CHECK(says(refused("effect.no-duplicate"), "did you mean \"effect.no_duplicate\"?"));
    CHECK(says(refused("no_loss"), "a word such as \"log.no_loss\""));
    CHECK(says(refused("cause.no_loss"), "no comparison"));
    CHECK(says(refused("rate(log.losst) < 1%"), "did you mean \"log.lost\"?"));
    CHECK(says(refused("rate(cause.disk_lost) < 1%"), "only a fate has a rate"));
    CHECK(says(refused("count(ack.p99) < 5"), "a latency is no count"));
    CHECK(says(refused("count(log.lost) < 0.5"), "0.5"));  // a count is a whole number
    CHECK(says(refused("rate(log.lost) < 5"), "not from 0 to 1"));
    CHECK(says(refused("rate(log.lost < 5%"), "nothing is called"));
    CHECK(says(refused("log.lost_confirmed == -1"), "negative"));
    CHECK(says(refused("ack.p99 < 5"), "no unit"));
    CHECK(says(refused("ack.p95 < 5ms"), "nothing is called \"ack.p95\""));
    CHECK(says(refused("log.duplicated < 1.5"), "not from 0 to 1"));
}

TEST_CASE("expect: a count is held against the sum over all runs") {
    // 1 + 2 + 0 = 3 lost messages; which of 2, 3, 4 each comparison admits.
    const Outcome outcome = losing({1, 2, 0});
    struct Row {
        const char* comparator;
        bool with_2, with_3, with_4;
    };
    for (const Row& row : {Row{"==", false, true, false},
                           {"!=", true, false, true},
                           {"<", false, false, true},
                           {"<=", false, true, true},
                           {">", true, false, false},
                           {">=", true, true, false}}) {
        CAPTURE(row.comparator);
        const auto met = [&](const char* bound) {
            return judgement(std::string("log.lost_confirmed ") + row.comparator + bound,
                             outcome) == Judgement::met;
        };
        CHECK(met("2") == row.with_2);
        CHECK(met("3") == row.with_3);
        CHECK(met("4") == row.with_4);
    }
    CHECK(judge(parsed("log.lost_confirmed == 0"), outcome).found.id() == "3");
    CHECK(judge(parsed("cause.disk_lost == 3"), outcome).judgement == Judgement::met);
    CHECK(judge(parsed("delivery.lost_confirmed == 0"), outcome).judgement == Judgement::met);
}

TEST_CASE("expect: a rate is decided only where its whole interval agrees") {
    // 20 in 1,000, between 1 and 3 a run: 0.02 with an interval well within 0.01 and 0.04.
    const Outcome outcome = losing({1, 3, 1, 3, 1, 3, 1, 3, 1, 3});
    CHECK(judgement("log.lost_confirmed < 0.04", outcome) == Judgement::met);
    CHECK(judgement("log.lost_confirmed < 0.01", outcome) == Judgement::failed);
    CHECK(judgement("log.lost_confirmed < 0.02", outcome) == Judgement::undecided);
    CHECK(judgement("log.lost_confirmed > 1%", outcome) == Judgement::met);
    CHECK(judgement("log.lost_confirmed > 2%", outcome) == Judgement::undecided);
    CHECK(judgement("log.lost_confirmed >= 4%", outcome) == Judgement::failed);
    const std::string found =
        tests::english(judge(parsed("log.lost_confirmed < 0.01"), outcome).found);
    CHECK(found.rfind("0.02 (0.01", 0) == 0);  // the estimate, and the interval around it
    CHECK(says(found, " to 0.02"));
}

TEST_CASE("expect: no loss in few runs is no proof of a small rate") {
    // None of n: at most 1 - 0.05^(1/n) by Clopper-Pearson: 0.259 for 10 runs, 0.0295 for 100.
    CHECK(judgement("log.lost_confirmed < 0.05", losing(std::vector<std::uint64_t>(10, 0))) ==
          Judgement::undecided);
    CHECK(judgement("log.lost_confirmed < 0.05", losing(std::vector<std::uint64_t>(100, 0))) ==
          Judgement::met);
}

/// Three runs of 100 messages at all levels, of which so many have this fate in the second.
Outcome with(Fate fate, std::uint64_t n) {
    Outcome outcome = losing({0, 0, 0});
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t l = 0; l < level_count; ++l) {
            const auto level = static_cast<Level>(l);
            Fates& fates = outcome.runs[i].fates;
            fates.at(level, Fate::exactly_once) = 100;
            if (i != 1) continue;
            fates.at(level, fate) += n;
            if (fate != Fate::reordered) fates.at(level, Fate::exactly_once) -= n;
        }
    return outcome;
}

TEST_CASE("expect: words mean what people mean, at each level") {
    struct Row {
        Fate fate;
        bool no_loss, no_silent_loss, no_duplicate, in_order, exactly_once;
    };
    // What each word says of an outcome in which one message has this fate.
    for (const Row& row : {Row{Fate::lost_confirmed, false, false, true, true, false},
                           Row{Fate::lost_unknown, false, false, true, true, false},
                           Row{Fate::lost_rejected, false, true, true, true, false},
                           Row{Fate::duplicated, true, true, false, true, false},
                           Row{Fate::reordered, true, true, true, false, true},
                           Row{Fate::phantom, true, true, true, true, false},
                           Row{Fate::parked, true, true, true, true, false},
                           Row{Fate::absorbed, true, true, true, true, true}}) {
        CAPTURE(name(row.fate));
        const Outcome outcome = with(row.fate, 1);
        for (const std::string level : {"log.", "delivery.", "effect."}) {
            CAPTURE(level);
            const auto met = [&](const char* word) {
                return judgement(level + word, outcome) == Judgement::met;
            };
            CHECK(met("no_loss") == row.no_loss);
            CHECK(met("no_silent_loss") == row.no_silent_loss);
            CHECK(met("no_duplicate") == row.no_duplicate);
            CHECK(met("in_order") == row.in_order);
            CHECK(met("exactly_once") == row.exactly_once);
        }
    }
}

TEST_CASE("expect: nothing confirmed is lost, and yet half is: no_silent_loss says so") {
    const Outcome half = with(Fate::lost_unknown, 50);
    CHECK(judgement("effect.lost_confirmed == 0", half) == Judgement::met);
    CHECK(judgement("effect.no_silent_loss", half) == Judgement::failed);
    CHECK(judge(parsed("effect.no_silent_loss"), half).found.id() == "50");
    CHECK(judgement("effect.lost_silently == 0", half) == Judgement::failed);
    CHECK(tests::english(judge(parsed("effect.exactly_once"), half).found) == "250 of 300");
}

TEST_CASE("expect: rate(...) is a share, however the number is written") {
    const Outcome outcome = losing({1, 3, 1, 3, 1, 3, 1, 3, 1, 3});  // 2 %
    CHECK(judgement("rate(log.lost) <= 4%", outcome) == Judgement::met);
    CHECK(judgement("rate( log.lost )<=4%", outcome) == Judgement::met);
    CHECK(judgement("rate(log.lost) <= 1%", outcome) == Judgement::failed);
    CHECK(judgement("rate(log.lost_confirmed) < 1", outcome) == Judgement::met);
    CHECK(std::holds_alternative<Ratio>(parsed("rate(log.lost) < 1").bound));
    CHECK(std::holds_alternative<std::uint64_t>(parsed("log.lost < 1").bound));
}

TEST_CASE("expect: count(...) is a number that each run has to keep") {
    const Outcome outcome = losing({1, 2, 1});
    CHECK(judgement("count(log.lost) <= 2", outcome) == Judgement::met);
    CHECK(judgement("log.lost <= 2", outcome) == Judgement::failed);  // 4 in all runs
    CHECK(judgement("count(log.lost) == 1", outcome) == Judgement::failed);
    CHECK(judgement("count(log.exactly_once) >= 98", outcome) == Judgement::met);
    CHECK(judgement("count(cause.disk_lost) > 0", outcome) == Judgement::met);
    CHECK(judgement("count(log.lost) > 0", losing({1, 0})) == Judgement::failed);
    CHECK(tests::english(judge(parsed("count(log.lost) < 2"), outcome).found) == "1 to 2 a run");
    CHECK(tests::english(judge(parsed("count(log.lost) < 2"), losing({3, 3})).found) == "3 a run");
    CHECK(judgement("count(log.lost) < 2", {}) == Judgement::undecided);
}

TEST_CASE("expect: a latency is held against the histogram of its kind") {
    Outcome outcome;
    // 98 of 1ms and 2 of 9ms: the 99th of 100 is one of the slow ones. Buckets are 1/128 wide.
    for (int i = 0; i < 100; ++i) outcome.latencies.ack.add(milliseconds(i < 98 ? 1 : 9));
    CHECK(judgement("ack.p50 < 1.1ms", outcome) == Judgement::met);
    CHECK(judgement("ack.p50 < 0.9ms", outcome) == Judgement::failed);
    CHECK(judgement("ack.p99 > 8ms", outcome) == Judgement::met);
    CHECK(judgement("ack.max == 9ms", outcome) == Judgement::met);
    CHECK(judge(parsed("ack.max < 5ms"), outcome).found.id() == "9ms");
    const Judged none = judge(parsed("end_to_end.p99 < 5ms"), outcome);
    CHECK(none.judgement == Judgement::undecided);
    CHECK(none.found.id() == "run.none_measured");
}

}  // namespace mqfate::scenarios::expect_test
