// One short story, word for word: what `explore` tells of a shipped scenario.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/options.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::cli::story_test {

struct Printed {
    int status = 0;
    std::string text;
};
template <class Command> Printed printed(Command&& command, Options options) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("mqfate-story-" + std::to_string(getpid()) + ".txt");
    options.out = file.string();
    Printed result;
    result.status = command(options);
    result.text = tests::text_of(file);
    std::filesystem::remove(file);
    return result;
}

TEST_CASE("golden: the story of a duplicate is told word for word") {
    Options options;
    options.file = "truth/k4-reset-off-1-p01";
    options.explore.messages = 1;
    options.explore.properties = {"no-duplicate"};
    const Printed told = printed(explore, options);
    CHECK(told.status == Exit::expectation_failed);
    const auto begin = told.text.find("A shortest way to break");
    REQUIRE(begin != std::string::npos);
    const std::string story = told.text.substr(begin, told.text.rfind("\n\n") + 1 - begin);
    const std::string golden = tests::text_of(MQFATE_SOURCE_DIR "/tests/golden/story.txt");
    CHECK_MESSAGE(story == golden, "tests/golden/story.txt has another story than this:\n", story);
    CHECK_MESSAGE(tests::text_of(MQFATE_SOURCE_DIR "/README.md").find(golden) != std::string::npos,
                  "README.md shows another story than tests/golden/story.txt");
}

TEST_CASE("golden: the same story is told in Chinese, word for word") {
    Options options;
    options.say.language = words::Language::zh;
    options.file = "truth/k4-reset-off-1-p01";
    options.explore.messages = 1;
    options.explore.properties = {"no-duplicate"};
    const Printed told = printed(explore, options);
    CHECK(told.status == Exit::expectation_failed);
    const auto begin = told.text.find("打破的一条最短路径");
    REQUIRE(begin != std::string::npos);
    const std::string story = told.text.substr(begin, told.text.rfind("\n\n") + 1 - begin);
    const std::string golden = tests::text_of(MQFATE_SOURCE_DIR "/tests/golden/story-zh.txt");
    CHECK_MESSAGE(story == golden, "tests/golden/story-zh.txt has another story than this:\n",
                  story);
    CHECK_MESSAGE(
        tests::text_of(MQFATE_SOURCE_DIR "/README.zh-CN.md").find(golden) != std::string::npos,
        "README.zh-CN.md shows another story than tests/golden/story-zh.txt");
}

TEST_CASE("golden: a run is told in Chinese, word for word, and its JSON knows no language") {
    Options options;
    options.file = "kafka/lost-ack";
    options.runs = 5;
    options.format = Format::json;
    const std::string in_english = printed(run, options).text;
    options.say.language = words::Language::zh;
    CHECK(printed(run, options).text == in_english);
    options.format = Format::csv;
    CHECK(printed(run, options).text.starts_with("runs,messages,level,fate"));
    options.format = Format::text;
    const std::string text = printed(run, options).text;
    CHECK_MESSAGE(text == tests::text_of(MQFATE_SOURCE_DIR "/tests/golden/run-zh.txt"),
                  "tests/golden/run-zh.txt has another text than this:\n", text);
}

TEST_CASE("golden: a saved story is walked again, and shows the same") {
    const auto file = std::filesystem::temp_directory_path() /
                      ("mqfate-saved-" + std::to_string(getpid()) + ".json");
    Options options;
    options.file = "truth/k4-reset-off-1-p01";
    options.explore.messages = 1;
    options.explore.properties = {"no-duplicate"};
    options.save = file.string();
    REQUIRE(printed(explore, options).status == Exit::expectation_failed);
    Options again;
    again.file = file.string();
    const Printed walked = printed(replay, again);
    std::filesystem::remove(file);
    CHECK(walked.status == Exit::done);
    CHECK(walked.text.find("Still broken") != std::string::npos);
    const std::string golden = tests::text_of(MQFATE_SOURCE_DIR "/tests/golden/story.txt");
    const std::string steps = golden.substr(golden.find('\n') + 1);
    CHECK(walked.text.find(steps) != std::string::npos);
}

}  // namespace mqfate::cli::story_test
