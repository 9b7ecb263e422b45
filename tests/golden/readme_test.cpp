// What the READMEs show is what the program prints, each in its language.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/options.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::cli::readme_test {

void check_first_command(const std::string& name, words::Language language) {
    const std::string readme = tests::text_of(MQFATE_SOURCE_DIR "/" + name);
    const auto printed = std::filesystem::temp_directory_path() /
                         ("mqfate-readme-" + std::to_string(getpid()) + ".txt");
    Options options;
    options.say.language = language;
    options.file = "kafka/lost-ack";
    options.out = printed.string();
    REQUIRE(run(options) == Exit::done);
    const std::string text = tests::text_of(printed);
    std::filesystem::remove(printed);
    CHECK_MESSAGE(readme.find("```\n" + text + "```\n") != std::string::npos, name,
                  " shows another output than this:\n", text);
}

TEST_CASE("readme: the output of its first command is what that command prints") {
    check_first_command("README.md", words::Language::en);
}

TEST_CASE("readme: the Chinese one shows what the same command prints in Chinese") {
    check_first_command("README.zh-CN.md", words::Language::zh);
}

}  // namespace mqfate::cli::readme_test
