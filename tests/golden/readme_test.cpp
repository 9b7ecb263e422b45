// What the README shows is what the program prints.
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/options.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::cli::readme_test {

TEST_CASE("readme: the output of its first command is what that command prints") {
    const std::string readme = tests::text_of(MQFATE_SOURCE_DIR "/README.md");
    const auto printed = std::filesystem::temp_directory_path() /
                         ("mqfate-readme-" + std::to_string(getpid()) + ".txt");
    Options options;
    options.file = "kafka/lost-ack";
    options.out = printed.string();
    REQUIRE(run(options) == Exit::done);
    const std::string text = tests::text_of(printed);
    std::filesystem::remove(printed);
    CHECK_MESSAGE(readme.find("```\n" + text + "```\n") != std::string::npos,
                  "README.md shows another output than this:\n", text);
}

}  // namespace mqfate::cli::readme_test
