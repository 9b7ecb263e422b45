#include "words/translation.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/shipped_files.hpp"
#include "words/phrase.hpp"
#include "words/translations/command_line.hpp"
#include "words/translations/system.hpp"

#include <doctest/doctest.h>

namespace mqfate::words::translation_test {

std::string chinese(std::string_view english) { return in_chinese(english).value_or("none"); }

std::vector<Translation> all() {
    std::vector<Translation> all;
    for (const auto& part : translations()) all.insert(all.end(), part.begin(), part.end());
    return all;
}

TEST_CASE("translation: what stands at a place is kept, and translated if it is a sentence") {
    CHECK(chinese("unknown setting \"ack\"") == "未知配置 \"ack\"");
    CHECK(chinese("found a list") == "实际为列表");
    CHECK(chinese("producer shop") == "生产者 shop");
    CHECK(chinese("found 3") == "实际为 3");
    CHECK(chinese("a whole number from 1 to 5") == "1 到 5 的整数");
    CHECK(chinese("asks for 5 messages a run") == "要求每次运行 5 条消息");
    CHECK(chinese("\"a: b\": the scenario has no consumer") == "\"a: b\"：场景没有消费者");
}

TEST_CASE("translation: what somebody wrote in quotes is never translated") {
    CHECK(chinese("found \"a list\"") == "实际为 \"a list\"");
    CHECK(chinese("unknown setting \"空 格\"") == "未知配置 \"空 格\"");
}

TEST_CASE("translation: what the operating system says is known by its words") {
    CHECK(of_system("Broken pipe").in(Language::zh) == "管道已断开");
    CHECK(of_system("Broken pipe").in(Language::en) == "Broken pipe");
    CHECK(of_system("Out of luck").in(Language::zh) == "Out of luck");
}

TEST_CASE("translation: the pattern with the most letters of its own goes first") {
    CHECK(chinese("found 0: no connection could be opened") == "实际为 0：无法打开任何连接");
}

TEST_CASE("translation: what is like no pattern has none") {
    CHECK_FALSE(in_chinese("a sentence that nobody says").has_value());
    CHECK_FALSE(in_chinese("").has_value());
    CHECK_FALSE(in_chinese("asks for the moon").has_value());  // {why} is a sentence that is known
}

TEST_CASE("translation: a pattern is there once, and has the same places in both languages") {
    std::set<std::string_view> patterns;
    for (const Translation& translation : all()) {
        CAPTURE(translation.en);
        CHECK(patterns.insert(translation.en).second);
        CHECK_FALSE(translation.zh.empty());
        for (const std::string_view place : asked_for(translation.zh)) {
            const auto places = asked_for(translation.en);
            CHECK(std::find(places.begin(), places.end(), place) != places.end());
        }
    }
}

/// The code of those who say these sentences, texts over several lines joined.
std::string sources() {
    std::string all;
    for (const char* folder : {"scenarios", "cli", "models"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(
                 std::string(MQFATE_SOURCE_DIR "/") + folder))
            if (file.path().extension() == ".cpp" || file.path().extension() == ".hpp")
                all += tests::text_of(file.path());
    std::string joined;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto next = all.find_first_not_of(" \n", i + 1);
        if (all[i] == '"' && all[i + 1] == '\n' && next != std::string::npos && all[next] == '"')
            i = next;
        else
            joined += all[i];
    }
    return joined;
}

std::string escaped(std::string_view text) {
    std::string all;
    for (const char c : text) all += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
    return all;
}

bool is_in(std::span<const Translation> part, std::string_view pattern) {
    return std::any_of(part.begin(), part.end(),
                       [&](const Translation& t) { return t.en == pattern; });
}

/// What is said by CLI11, the C library and the JSON library, and so in no source of ours.
bool is_of_a_library(std::string_view pattern) {
    static const std::set<std::string_view> json{"missing closing quote",
                                                 "forbidden character after backslash",
                                                 "ill-formed UTF-8 byte",
                                                 "digit after exponent sign",
                                                 "end of input",
                                                 "'+', '-', or digit after exponent",
                                                 "{brackets}, or a literal"};
    for (const char* begin :
         {"invalid ", "digit after {", "control character", "'\\u'", "surrogate", "unexpected"})
        if (pattern.starts_with(begin)) return true;
    return json.contains(pattern) || pattern.ends_with(" literal") ||
           is_in(command_line_translations, pattern) || is_in(system_translations, pattern);
}

/// Whether `text` is put together of literals of the code, of which the first may have more before.
bool is_made_of(std::string_view text, const std::string& code, bool first = true) {
    const std::string begin = first ? "" : "\"";
    if (code.find(begin + escaped(text)) != std::string::npos) return true;
    for (std::size_t end = 1; end < text.size(); ++end) {
        const std::string_view literal = text.substr(0, end);
        if (end == 1 && literal != " ") continue;
        if (code.find(begin + escaped(literal) + '"') != std::string::npos &&
            is_made_of(text.substr(end), code, false))
            return true;
    }
    return false;
}

TEST_CASE("translation: every pattern is of a sentence that somebody says") {
    const std::string code = sources();
    CHECK_FALSE(is_made_of("a sentence that nobody says", code));
    for (const Translation& translation : all()) {
        if (is_of_a_library(translation.en)) continue;
        std::string_view rest = translation.en;
        while (!rest.empty()) {  // each piece between places
            const std::size_t open = std::min(rest.find('{'), rest.size());
            const std::string_view piece = rest.substr(0, open);
            CHECK_MESSAGE((piece.empty() || is_made_of(piece, code)), translation.en,
                          ": nobody says ", piece);
            rest.remove_prefix(std::min(rest.find('}', open), rest.size() - 1) + 1);
        }
    }
}

}  // namespace mqfate::words::translation_test
