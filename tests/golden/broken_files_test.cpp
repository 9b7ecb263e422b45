// Every file of tests/scenarios/broken has one mistake: it is found, at its place, and nothing
// crashes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/reading/scenario.hpp"
#include "words/translation.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::broken_files_test {

const std::string folder = MQFATE_SOURCE_DIR "/tests/scenarios/broken/";

std::string text_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What is wrong with a file, its comparison included.
Errors errors_of(const std::string& path) {
    const auto document = Document::parse(text_of(path), path);
    if (!document) return document.error();
    const auto scenario = read_scenario(*document);
    if (!scenario) return scenario.error();
    const auto rows = rows_of(*document, scenario->comparison);
    return rows ? Errors(path) : rows.error();
}

nlohmann::json expectations() {
    return nlohmann::json::parse(text_of(folder + "expected.json"), nullptr, false);
}

TEST_CASE("broken files: each mistake is found at its place and named") {
    const nlohmann::json expected = expectations();
    REQUIRE(expected.is_object());
    CHECK(expected.size() >= 60);
    for (const auto& [name, mistake] : expected.items()) {
        CAPTURE(name);
        const Errors errors = errors_of(folder + name);
        REQUIRE_FALSE(errors.empty());
        const bool found = std::any_of(errors.begin(), errors.end(), [&](const InputError& e) {
            return e.line == mistake["line"].get<std::uint32_t>() &&
                   e.pointer == mistake["pointer"].get<std::string>() &&
                   e.message.find(mistake["fragment"].get<std::string>()) != std::string::npos;
        });
        CHECK_MESSAGE(found, errors.text());
    }
}

TEST_CASE("broken files: every file of the folder is expected to be broken in some way") {
    const nlohmann::json expected = expectations();
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        CAPTURE(name);
        CHECK((name == "expected.json" || expected.contains(name)));
    }
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Whether two English words follow each other outside of double quotes.
bool has_english(const std::string& text) {
    std::size_t words = 0;
    std::size_t letters = 0;
    bool quoted = false;
    for (const char c : text + "\n") {
        quoted = quoted != (c == '"');
        if (!quoted && is_letter(c)) {
            ++letters;
            continue;
        }
        const bool is_word = letters > 0 && (c == ' ' || c == ',' || c == ':' || c == '\n');
        words = is_word ? words + 1 : 0;
        if (words > 1) return true;
        if (c != ' ') words = 0;
        letters = 0;
    }
    return false;
}

TEST_CASE("broken files: what is wrong is told in Chinese as well, whole") {
    CHECK(has_english("实际为 a list"));
    CHECK_FALSE(has_english("以下之一：acks, linger.ms, \"all brokers\""));
    std::vector<std::string> files;
    for (const char* from : {"/tests/scenarios/broken", "/tests/fuzz/corpus"})
        for (const auto& file :
             std::filesystem::directory_iterator(std::string(MQFATE_SOURCE_DIR) + from))
            if (file.path().filename() != "expected.json") files.push_back(file.path().string());
    for (const std::string& file : files) {
        CAPTURE(file);
        for (const InputError& e : errors_of(file))
            for (const std::string& part : {e.message, e.expected}) {
                if (std::none_of(part.begin(), part.end(), is_letter)) continue;
                const auto chinese = words::in_chinese(part);
                CHECK_MESSAGE(chinese.has_value(), "in English only: ", part);
                if (chinese) CHECK_MESSAGE(!has_english(*chinese), part, " -> ", *chinese);
            }
    }
}

}  // namespace mqfate::scenarios::broken_files_test
