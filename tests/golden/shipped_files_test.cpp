// Every shipped scenario is read, conforms to the published schema, and speaks two languages.
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/reading/scenario.hpp"
#include "scenarios/systems/all.hpp"
#include "tests/schema/schema.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::shipped_files_test {

namespace fs = std::filesystem;
using tests::Schema;
using tests::text_of;

const Schema& published_schema() {
    static const auto schema =
        Schema::compile(text_of(MQFATE_SOURCE_DIR "/schema/scenario.json"), "schema");
    REQUIRE(schema.has_value());
    return *schema;
}

TEST_CASE("shipped files: each is read, conforms to the schema, and can be compared") {
    REQUIRE(tests::shipped_files().size() >= 15);
    for (const fs::path& path : tests::shipped_files()) {
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

TEST_CASE("shipped files: the published schema is its parts, one for each system, joined") {
    using Json = nlohmann::json;
    const std::string folder = MQFATE_SOURCE_DIR "/schema/";
    Json joined = Json::parse(text_of(folder + "parts/common.json"));
    joined["properties"].erase("<systems>");  // their place
    for (const System& system : all_systems()) {
        const std::string key(system.key);
        const Json part = Json::parse(text_of(folder + "parts/" + key + ".json"));
        REQUIRE(part.at("properties").contains(key));
        joined["properties"].update(part.at("properties"));
        Json choice;
        choice["required"] = Json::array({key});
        joined["oneOf"].push_back(choice);
    }
    const Json published = Json::parse(text_of(folder + "scenario.json"));
    CHECK_MESSAGE(joined == published, "scripts/join-schema joins them");
    const fs::directory_iterator parts(folder + "parts");
    CHECK(std::distance(begin(parts), end(parts)) ==
          static_cast<std::ptrdiff_t>(all_systems().size()) + 1);
}

TEST_CASE("shipped files: a scenario without a system is refused by schema and reader") {
    const auto document = Document::parse(R"({"schema_version": 1})", "text");
    REQUIRE(document.has_value());
    CHECK_FALSE(published_schema().validate(*document).empty());
    CHECK_FALSE(read_scenario(*document).has_value());
}

TEST_CASE("shipped files: each has a title, two sentences in both languages, and a control") {
    std::set<std::string> names;
    std::vector<std::pair<std::string, std::string>> controls;
    for (const fs::path& path : tests::shipped_files()) {
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
        fs::path name = path.lexically_relative(MQFATE_SOURCE_DIR "/scenarios/library");
        names.insert(name.replace_extension().generic_string());
        if (!scenario->control.empty()) controls.emplace_back(path.string(), scenario->control);
    }
    for (const auto& [from, control] : controls) {
        CAPTURE(from);
        CHECK(names.count(control) == 1);
    }
}

TEST_CASE("shipped files: a member that no reader knows is refused by the schema, too") {
    const auto scenario = [](const char* topic, const char* config, const char* top) {
        return std::string(R"({"schema_version": 1, "kafka": {"topics": {"t": {)") + topic +
               R"(}}, "producers": {"p": {"messages": 1, "config": {)" + config + "}}}}" + top +
               "}";
    };
    CHECK(published_schema().validate(*Document::parse(scenario("", "", ""), "text")).empty());
    for (const std::string& text : {scenario(R"("x": 1)", "", ""), scenario("", R"("ack": 1)", ""),
                                    scenario("", "", R"(, "x": 1)")}) {
        CAPTURE(text);
        const auto document = Document::parse(text, "text");
        REQUIRE(document.has_value());
        CHECK_FALSE(published_schema().validate(*document).empty());
        CHECK_FALSE(read_scenario(*document).has_value());
    }
}

TEST_CASE("shipped files: schema and reader know the same spellings of an expectation") {
    const auto accepted = [](const std::string& expectation) {
        const std::string text =
            R"({"schema_version": 1, "kafka": {"topics": {"t": {}}, "producers": {"p": {
                "messages": 1}}, "consumers": {"c": {}}}, "expect": [")" +
            expectation + R"("]})";
        const auto document = Document::parse(text, "text");
        REQUIRE(document.has_value());
        return std::pair(published_schema().validate(*document).empty(),
                         read_scenario(*document).has_value());
    };
    for (const char* good :
         {"log.no_loss", "delivery.no_silent_loss", "effect.no_duplicate", " log.in_order ",
          "effect.exactly_once", "rate(effect.lost) <= 0.1%", "count( log.lost_silently )<5",
          "log.lost_confirmed == 0", "log.duplicated < 1/20", "effect.parked != 3",
          "cause.disk_lost > 0", "count(cause.disk_lost) <= 1", "ack.p99 < 5ms",
          "end_to_end.max >= 1s"})
        CHECK_MESSAGE(accepted(good) == std::pair(true, true), good);
    for (const char* bad :
         {"", "no_loss", "log.no-loss", "log.no_reordering", "cause.no_loss", "log.lost_confirmed",
          "log.lots == 0", "log.lost = 0", "share(log.lost) < 1%", "ack.p95 < 5ms", "log.lost <"})
        CHECK_MESSAGE(accepted(bad) == std::pair(false, false), bad);
}

}  // namespace mqfate::scenarios::shipped_files_test
