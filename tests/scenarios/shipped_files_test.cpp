// Every shipped scenario is read, conforms to the published schema, and speaks two languages.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "scenarios/input/schema.hpp"
#include "scenarios/scenario.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> shipped() {
    std::vector<fs::path> files;
    for (const auto& file : fs::recursive_directory_iterator(MQFATE_SOURCE_DIR "/scenarios"))
        if (file.path().extension() == ".json") files.push_back(file.path());
    return files;
}

const Schema& published_schema() {
    static const auto schema =
        Schema::compile(text_of(MQFATE_SOURCE_DIR "/schema/scenario.json"), "schema");
    REQUIRE(schema.has_value());
    return *schema;
}

TEST_CASE("shipped files: each is read, conforms to the schema, and can be compared") {
    REQUIRE(shipped().size() >= 15);
    for (const fs::path& path : shipped()) {
        CAPTURE(path.string());
        const auto document = Document::parse(text_of(path), path.string());
        REQUIRE(document.has_value());
        CHECK_MESSAGE(published_schema().validate(*document).empty(),
                      published_schema().validate(*document).text());
        const auto scenario = read_scenario(*document);
        REQUIRE_MESSAGE(scenario.has_value(), scenario.error().text());
        const auto rows = rows_of(*document, scenario->comparison);
        REQUIRE(rows.has_value());
        for (const Row& row : *rows) CHECK(read_scenario(row.document).has_value());
    }
}

TEST_CASE("shipped files: each has a title, two sentences in both languages, and a control") {
    std::set<std::string> names;
    std::vector<std::pair<std::string, std::string>> controls;
    for (const fs::path& path : shipped()) {
        CAPTURE(path.string());
        const auto scenario = read_scenario(*Document::parse(text_of(path), path.string()));
        REQUIRE(scenario.has_value());
        for (const Text& text : {scenario->title, scenario->about}) {
            CHECK_FALSE(text.en.empty());
            CHECK_FALSE(text.zh.empty());
            CHECK(text.zh != text.en);
        }
        CHECK(scenario->about.en.find(". ") != std::string::npos);  // the end of a first sentence
        CHECK(scenario->about.zh.find("。") != scenario->about.zh.rfind("。"));
        CHECK((!scenario->expect.empty() || !scenario->comparison.empty()));
        fs::path name = path.lexically_relative(MQFATE_SOURCE_DIR "/scenarios");
        names.insert(name.replace_extension().generic_string());
        if (!scenario->control.empty()) controls.emplace_back(path.string(), scenario->control);
    }
    for (const auto& [from, control] : controls) {
        CAPTURE(from);
        CHECK(names.count(control) == 1);
    }
}

TEST_CASE("shipped files: a member that no reader knows is refused by the schema, too") {
    for (
        const std::string text :
        {R"({"schema_version": 1, "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 1}}}, "x": 1})",
         R"({"schema_version": 1, "kafka": {"topics": {"t": {"x": 1}}, "producers": {"p": {"messages": 1}}}})",
         R"({"schema_version": 1, "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 1, "config": {"ack": 1}}}}})"}) {
        CAPTURE(text);
        const auto document = Document::parse(text, "text");
        REQUIRE(document.has_value());
        CHECK_FALSE(published_schema().validate(*document).empty());
        CHECK_FALSE(read_scenario(*document).has_value());
    }
}

}  // namespace
}  // namespace mqfate::scenarios
