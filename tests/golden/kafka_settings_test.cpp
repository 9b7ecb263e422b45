// The schema and docs/kafka-settings.md have the settings of Kafka that the table has.
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "scenarios/reading/scenario.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"
#include "tests/schema/schema.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::kafka_settings_test {

using Json = nlohmann::json;
using tests::Schema;

struct Place {
    Whose whose;
    const char* pointer;
};
constexpr Place places[] = {
    {Whose::brokers, "/properties/kafka/properties/broker_config"},
    {Whose::topics, "/properties/kafka/properties/topics/additionalProperties"},
    {Whose::producers,
     "/properties/kafka/properties/producers/additionalProperties/properties/config"},
    {Whose::consumers,
     "/properties/kafka/properties/consumers/additionalProperties/properties/config"},
};
const std::string published = MQFATE_SOURCE_DIR "/schema/scenario.json";

/// Whether there is a value of it that a scenario may have.
bool can_be_said(const KnownSetting& setting) {
    switch (setting.bearing) {
        case Bearing::used:
        case Bearing::none: return true;
        case Bearing::refused: return !setting.harmless.empty() || setting.harmless_from;
        case Bearing::foreign: break;
    }
    return false;
}

/// "listener.name.*" as the schema has it.
std::string pattern_of(std::string_view name) {
    std::string pattern = "^";
    for (const char c : name.substr(0, name.size() - 2))
        pattern += c == '.' ? "\\." : std::string(1, c);
    return pattern + "\\..";
}

std::set<std::string> keys_of(const Json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
}

TEST_CASE("kafka settings: the schema has those that a scenario may have, of everybody") {
    const Json schema = Json::parse(tests::text_of(published));
    for (const auto& [whose, pointer] : places) {
        CAPTURE(pointer);
        std::set<std::string> names;
        std::set<std::string> patterns;
        for (const KnownSetting& setting : known_settings()) {
            if (!any_of_both(setting.whose, whose) || !can_be_said(setting)) continue;
            if (setting.name.ends_with(".*"))
                patterns.insert(pattern_of(setting.name));
            else
                names.emplace(setting.name);
        }
        if (whose == Whose::topics) names.insert({"partitions", "replication.factor"});
        const Json& place = schema.at(Json::json_pointer(pointer));
        CHECK(keys_of(place.at("properties")) == names);
        CHECK(keys_of(place.value("patternProperties", Json::object())) == patterns);
    }
}

TEST_CASE("kafka settings: the schema says of each why it has no effect, or is refused") {
    const Json schema = Json::parse(tests::text_of(published));
    for (const auto& [whose, pointer] : places)
        for (const KnownSetting& setting : known_settings()) {
            if (!any_of_both(setting.whose, whose) || !can_be_said(setting) ||
                setting.bearing == Bearing::used || setting.name.ends_with(".*"))
                continue;
            CAPTURE(setting.name);
            const std::string said =
                schema.at(Json::json_pointer(std::string(pointer) + "/properties"))
                    .at(std::string(setting.name))
                    .at("description");
            CHECK(said.find(setting.why.in(words::Language::en)) != std::string::npos);
            CHECK(said.starts_with("No effect: ") == (setting.bearing == Bearing::none));
        }
}

TEST_CASE("kafka settings: a pasted list conforms to the schema, a misspelt name does not") {
    const auto schema = Schema::compile(tests::text_of(published), "schema");
    REQUIRE(schema.has_value());
    const auto errors = [&](const std::string& brokers) {
        const auto document =
            Document::parse(R"({"schema_version": 1, "kafka": {"broker_config": {)" + brokers +
                                R"(}, "topics": {"t": {}}, "producers": {"p": {"messages": 1}}}})",
                            "f.json");
        return schema->validate(document.value()).size();
    };
    CHECK(errors(R"("log.dirs": "/data", "num.io.threads": "8", "delete.topic.enable": true,
                    "listener.name.internal.ssl.key.password": "x")") == 0);
    CHECK(errors(R"("log.dirz": "/data")") == 1);
    CHECK(errors(R"("log.dirs": {})") == 1);
}

/// What docs/kafka-settings.md says of one setting.
std::string line_of(const KnownSetting& setting) {
    std::string line = "| `" + std::string(setting.name) + "` | " + names_of(setting.whose) + " | ";
    switch (setting.bearing) {
        case Bearing::used: line += "used |"; break;
        case Bearing::none: line += "no effect |"; break;
        case Bearing::foreign:
            return line + "refused | librdkafka's name for `" + std::string(setting.means) +
                   "` |\n";
        case Bearing::refused: {
            std::string harmless;
            for (const char c : setting.harmless) harmless += c == '|' ? " or " : std::string(1, c);
            if (setting.harmless_from)
                harmless += " or " + std::to_string(*setting.harmless_from) + " and up";
            line += harmless.empty() ? "refused |" : "refused, but for " + harmless + " |";
        }
    }
    if (!setting.why.code.empty()) line += " " + std::string(setting.why.in(words::Language::en));
    if (setting.gone)
        line += std::string(setting.why.code.empty() ? " " : "; ") + "before " +
                std::to_string(setting.gone->major) + "." + std::to_string(setting.gone->minor) +
                " only";
    return line + " |\n";
}

TEST_CASE("kafka settings: docs/kafka-settings.md has the table line by line") {
    const std::string page = tests::text_of(MQFATE_SOURCE_DIR "/docs/kafka-settings.md");
    const std::string head = "| setting | of | here | why |\n| --- | --- | --- | --- |\n";
    std::string table = head;
    for (const KnownSetting& setting : known_settings()) table += line_of(setting);
    const std::size_t at = page.find(head);
    REQUIRE(at != std::string::npos);
    CHECK_MESSAGE(page.substr(at) == table, "docs/kafka-settings.md has another table than this:\n",
                  table);
}

}  // namespace mqfate::scenarios::kafka_settings_test
