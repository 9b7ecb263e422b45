// Every setting of Kafka 4.1 is known, to the table and to the reader.
//
// settings-of-4.1.csv is what Kafka's own definitions say: all names of ProducerConfig.configDef(),
// ConsumerConfig.configDef(), AbstractKafkaConfig.CONFIG_DEF and LogConfig.configDefCopy() of the
// released 4.1.1, internal ones too, and whose they are, listed by a program that calls these.
#include "scenarios/systems/kafka/known_settings.hpp"

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/kafka_runs.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::known_settings_test {

using Owned = std::pair<std::string, Whose>;

Whose whose(const std::string& word) {
    static const std::map<std::string, Whose> words{{"producer", Whose::producers},
                                                    {"consumer", Whose::consumers},
                                                    {"broker", Whose::brokers},
                                                    {"topic", Whose::topics}};
    return words.at(word);
}
constexpr Whose each_of_all[] = {Whose::producers, Whose::consumers, Whose::brokers, Whose::topics};

/// Name and one owner, of all that Kafka 4.1 defines.
std::set<Owned> of_kafka() {
    std::istringstream file(
        tests::text_of(MQFATE_SOURCE_DIR "/tests/scenarios/systems/kafka/settings-of-4.1.csv"));
    std::set<Owned> all;
    std::string line;
    std::getline(file, line);
    REQUIRE(line == "name,of");
    while (std::getline(file, line)) {
        const std::size_t comma = line.find(',');
        std::istringstream owners(line.substr(comma + 1));
        for (std::string owner; owners >> owner;) all.emplace(line.substr(0, comma), whose(owner));
    }
    return all;
}

/// A scenario in which `owner` has one setting, given as JSON.
std::string file(Whose owner, const std::string& member) {
    const auto of = [&](Whose one) {
        return one == owner ? "{" + member + "}" : std::string("{}");
    };
    return R"({"schema_version": 1, "kafka": {"broker_config": )" + of(Whose::brokers) +
           R"(, "topics": {"t": )" + of(Whose::topics) +
           R"(}, "producers": {"p": {"messages": 1, "config": )" + of(Whose::producers) +
           R"(}}, "consumers": {"c": {"commit": "automatic", "config": )" + of(Whose::consumers) +
           "}}}}";
}
std::string errors_of(const std::string& text) {
    const auto read = read_scenario(Document::parse(text, "f.json").value());
    return read ? "" : read.error().text();
}

TEST_CASE("known settings: the table has what Kafka 4.1 defines, of everybody, and no more") {
    const std::set<Owned> kafka = of_kafka();
    REQUIRE(kafka.size() > 550);
    for (const auto& [name, owner] : kafka) {
        CAPTURE(name);
        const KnownSetting* known = known_setting(owner, name);
        REQUIRE(known != nullptr);
        CHECK(known->name == name);
        CHECK_FALSE(known->gone.has_value());
        CHECK(known->bearing != Bearing::foreign);
    }
    std::set<std::string_view> others;
    for (const KnownSetting& setting : settings_of_others()) others.insert(setting.name);
    for (const KnownSetting& setting : known_settings())
        for (const Whose owner : each_of_all)
            if (any_of_both(setting.whose, owner) && !others.contains(setting.name))
                CHECK_MESSAGE(kafka.contains({std::string(setting.name), owner}), setting.name);
}

TEST_CASE("known settings: nobody has a name twice, and each refusal has a reason") {
    std::set<Owned> seen;
    for (const KnownSetting& setting : known_settings()) {
        CAPTURE(setting.name);
        for (const Whose owner : each_of_all)
            if (any_of_both(setting.whose, owner)) CHECK(seen.emplace(setting.name, owner).second);
        const bool reason = setting.bearing == Bearing::none || setting.bearing == Bearing::refused;
        CHECK(setting.why.code.empty() != reason);
        CHECK(setting.means.empty() == (setting.bearing != Bearing::foreign));
        if (setting.bearing == Bearing::foreign)
            CHECK(known_setting(setting.whose, setting.means) != nullptr);
    }
}

TEST_CASE("known settings: the reader takes each one of Kafka 4.1 as the table says") {
    for (const auto& [name, owner] : of_kafka()) {
        CAPTURE(name);
        const KnownSetting& known = *known_setting(owner, name);
        const std::string errors = errors_of(file(owner, '"' + name + "\": \"?\""));
        CHECK(errors.find("unknown") == std::string::npos);
        switch (known.bearing) {
            case Bearing::used: CHECK(errors.find("/" + name) != std::string::npos); break;
            case Bearing::none: CHECK(errors.empty()); break;
            case Bearing::refused:
                CHECK(errors.find(known.why.in(words::Language::en)) != std::string::npos);
                break;
            case Bearing::foreign: FAIL("Kafka defines it"); break;
        }
    }
}

TEST_CASE("known settings: what is harmless is taken, and changes nothing") {
    for (const KnownSetting& known : settings_that_matter()) {
        if (known.bearing != Bearing::refused || known.harmless.empty()) continue;
        CAPTURE(known.name);
        for (const Whose owner : each_of_all) {
            if (!any_of_both(known.whose, owner)) continue;
            const std::string value(known.harmless.substr(0, known.harmless.find('|')));
            const Scenario read = tests::scenario_of(
                file(owner, '"' + std::string(known.name) + "\": \"" + value + '"'));
            CHECK(read.changed.empty());
            REQUIRE(read.without_effect.size() == 1);
            CHECK(read.without_effect[0].key == known.name);
            if (!known.harmless_from) continue;
            const std::string more = std::to_string(*known.harmless_from + 1);
            const std::string less = std::to_string(*known.harmless_from - 1);
            const std::string key = '"' + std::string(known.name) + "\": ";
            CHECK(errors_of(file(owner, key + more)).empty());
            CHECK_FALSE(errors_of(file(owner, key + less)).empty());
        }
    }
}

}  // namespace mqfate::scenarios::known_settings_test
