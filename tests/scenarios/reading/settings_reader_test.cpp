// Settings by name: what is read, what stays at its default, and which changes are remembered.
#include <cstdint>
#include <string>
#include <vector>

#include "models/kafka/messages.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/reading/settings_reader.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::settings_reader_test {

using kafka::Acks;

struct Config {
    Duration wait = seconds(1);
    std::uint32_t retries = 5;
    std::uint64_t memory = 1'024;
    bool safe = true;
    Acks acks = Acks::all;
    friend bool operator==(const Config&, const Config&) = default;
};

struct Read {
    Config config;
    std::vector<ChangedSetting> changed;
    Errors errors{"settings.json"};

    explicit Read(const std::string& text) {
        const auto document = Document::parse(text, "settings.json");
        REQUIRE(document.has_value());
        ReadingLog log;
        Reader reader(*document, errors, &log);
        SettingsReader settings(reader, "producer shop");
        settings.duration_ms("wait.ms", config.wait);
        settings.integer("retries", config.retries, {.min = 0, .max = 10});
        settings.bytes("memory", config.memory, {.min = 1, .max = 1 << 20});
        settings.boolean("safe", config.safe);
        settings.one_of<Acks>(
            "acks", config.acks,
            {{"0", Acks::none}, {"1", Acks::leader}, {"all", Acks::all}, {"-1", Acks::all}});
        changed = changed_settings(log);
    }
    std::vector<std::string> listed() const {
        std::vector<std::string> texts;
        for (const ChangedSetting& c : changed) texts.push_back(c.key + "=" + c.value);
        return texts;
    }
};

TEST_CASE("settings: what the file does not name stays as it was, and nothing is listed") {
    const Read read("{}");
    CHECK(read.errors.empty());
    CHECK(read.config == Config{});
    CHECK(read.changed.empty());
}

TEST_CASE("settings: each kind is read into its target") {
    const Read read(
        R"({"acks": "1", "safe": false, "memory": "2KiB", "retries": 0, "wait.ms": 250})");
    CHECK_MESSAGE(read.errors.empty(), read.errors.text());
    CHECK(read.config == Config{milliseconds(250), 0, 2'048, false, Acks::leader});
}

TEST_CASE("settings: changes are listed in the order of reading, as written, with their owner") {
    const Read read(R"({"acks": 1, "safe": "false", "memory": "2KiB", "wait.ms": "0.25s"})");
    CHECK(read.listed() == std::vector<std::string>{"wait.ms=\"0.25s\"", "memory=\"2KiB\"",
                                                    "safe=\"false\"", "acks=1"});
    for (const ChangedSetting& changed : read.changed) CHECK(changed.owner == "producer shop");
}

TEST_CASE("settings: a default that the file repeats is no change, in whatever form") {
    const Read read(
        R"({"acks": -1, "safe": "true", "memory": "1KiB", "retries": "5", "wait.ms": "1s"})");
    CHECK_MESSAGE(read.errors.empty(), read.errors.text());
    CHECK(read.config == Config{});
    CHECK(read.changed.empty());
}

TEST_CASE("settings: a name that was not asked for is an error with the nearest that was") {
    const Read read(R"({"retrys": 3})");
    CHECK(read.config == Config{});
    REQUIRE(read.errors.size() == 1);
    CHECK(read.errors.list()[0].pointer == "/retrys");
    CHECK(read.errors.list()[0].suggestion == "retries");
}

TEST_CASE("settings: a value beyond its limits is one error, and the others are still read") {
    const Read read(R"({"retries": 11, "wait.ms": 3})");
    REQUIRE(read.errors.size() == 1);
    CHECK(read.errors.list()[0].pointer == "/retries");
    CHECK(read.config.wait == milliseconds(3));
    CHECK(read.config.retries <= 10);
}

}  // namespace mqfate::scenarios::settings_reader_test
