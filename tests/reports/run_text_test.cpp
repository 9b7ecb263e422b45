#include "reports/run_text.hpp"

#include "reports/words.hpp"
#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::run_text_test {

RunText told() {
    RunText words;
    words.title = "A title";
    words.about = "Two sentences.";
    words.system = {{"Kafka", "3 brokers"}};
    words.settings = {{"producer shop", "acks=\"1\""}};
    words.faults = {{"crash b1", 20, 20, {}}, {"drop x", 0, 0, {}}};
    words.log_promise = semantics(false, true);
    words.repeat = "mqfate run f --seed 7";
    return words;
}
Report one(std::vector<RunSummary> runs) { return report_of({result_of(std::move(runs))}); }

TEST_CASE("run text: what was simulated, the faults and how often they struck") {
    const std::string text = run_text(one({run_with(0, 0)}), told(), {});
    CHECK(text.starts_with("A title\nTwo sentences.\n\nSimulated\n  Kafka  3 brokers\n"));
    CHECK(has(text, "acks=\"1\""));
    CHECK(has(text, "crash b1\n    struck 20 times, in 20 of 1 runs\n"));
    CHECK(has(text, "drop x\n    never struck\n"));
}

TEST_CASE("run text: losses and duplicates stand there even when there are none, others do not") {
    const std::string text = run_text(one({run_with(0, 0)}), told(), {});
    CHECK(has(text, "lost, confirmed    0 of 100\n"));
    CHECK(has(text, "duplicated         0 of 100\n"));
    CHECK_FALSE(has(text, "phantom"));
    CHECK_FALSE(has(text, "Why"));
    CHECK(has(text, "log       exactly-once; the settings alone promise at-least-once"));
}

TEST_CASE("run text: losses have their rate, interval and cause") {
    const RunSummary ten = run_with(10, 0);
    const std::string text = run_text(one({ten, run_with(30, 0), ten, ten, ten}), told(), {});
    CHECK(has(text, "lost, confirmed   70  14 % ("));
    CHECK(has(text, "Why\n  70  disk_lost  gone with the disk\n"));
    CHECK(has(text, "log       at-most-once"));
}

TEST_CASE("run text: with few runs there are counts and no more") {
    RunSummary run = run_with(0, 0);
    run.published = 3;
    run.fates.at(Level::log, Fate::lost_confirmed) = 1;
    run.fates.at(Level::log, Fate::exactly_once) = 2;
    const std::string text = run_text(one({run}), told(), {});
    CHECK(has(text, "\nFates of 3 messages in 1 run (too few runs for rates)\n"));
    CHECK(has(text, "lost, confirmed  1 of 3\n"));
    CHECK_FALSE(has(text, "%"));
    CHECK(has(run_text(one({run, run, run, run, run}), told(), {}), "5  33.3 %"));
}

TEST_CASE("run text: levels of consumers are shown only where there are consumers") {
    CHECK_FALSE(has(run_text(one({run_with(0, 0)}), told(), {}), "effect"));
    Report report = one({run_with(0, 0)});
    report.results[0].has_consumers = true;
    CHECK(has(run_text(report, told(), {}), "delivery"));
}

TEST_CASE("run text: times, the story, the seed, the command again and the next one") {
    RunText said = told();
    said.story = MessageStory{3, MessageId{6}, "log duplicated", "  a line\n"};
    said.next = "mqfate run g";
    const std::string text = run_text(one({run_with(0, 1)}), said, {});
    CHECK(has(text, "published to confirmed"));
    CHECK(has(text, "throughput  50 /s"));
    CHECK(has(text, "Message 7 of run 3: log duplicated\n  a line\n"));
    CHECK(has(text, "Seed 7. Again: mqfate run f --seed 7\n"));
    CHECK(text.ends_with("Next:  mqfate run g\n"));
}

TEST_CASE("run text: what a limit or an interruption left out is said") {
    Report report = one({run_with(0, 0)});
    report.results[0].outcome.runs[0].drained = false;
    report.results[0].outcome.asked = 9;
    RunText said = told();
    said.interrupted = true;
    const std::string text = run_text(report, said, {});
    CHECK(has(text, "1 of 1 runs were cut off by a limit"));
    CHECK(has(text, "Interrupted: 1 of 9 runs were finished."));
}

TEST_CASE("run text: expectations in a table, nothing where there are none") {
    CHECK(expectations({}, {}).empty());
    CHECK(expectations({{"log.duplicated == 0", "3", Judgement::failed}}, {}) ==
          "\nExpected\n  failed  log.duplicated == 0  found 3\n");
}

TEST_CASE("run text: in Chinese columns are aligned, and codes stay what they are") {
    const RunSummary ten = run_with(10, 0);
    const std::string text =
        run_text(one({ten, run_with(30, 0), ten, ten, ten}), told(), {words::Language::zh});
    CHECK(has(text, "\n原因\n  70  disk_lost  随磁盘一同损毁\n"));
    CHECK(has(text, "丢失（已确认）    70  14 %（"));
    CHECK(has(text, "日志      至多一次；仅凭配置所承诺的是至少一次\n"));
}

}  // namespace mqfate::reports::run_text_test
