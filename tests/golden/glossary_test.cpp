// All Chinese texts keep to the words of docs/glossary.md.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/kafka/words.hpp"
#include "tests/shipped_files.hpp"
#include "words/catalogue.hpp"
#include "words/translation.hpp"

#include <doctest/doctest.h>

namespace mqfate::words::glossary_test {

/// A row of the glossary.
struct Term {
    std::string en;
    std::string zh;
    std::vector<std::string> not_so;  ///< words that others use for it, and we nowhere
};

std::string trimmed(const std::string& cell) {
    const auto first = cell.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

/// "a, b" as {"a", "b"}; of nothing, nothing.
std::vector<std::string> split(const std::string& list, char between) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at <= list.size();) {
        const auto end = std::min(list.find(between, at), list.size());
        const std::string part = trimmed(list.substr(at, end - at));
        if (!part.empty() || between == '|') all.push_back(part);
        at = end + 1;
    }
    return all;
}

std::vector<Term> terms_of(const std::string& table) {
    std::vector<Term> all;
    for (std::size_t at = table.find("\n| "); at != std::string::npos;
         at = table.find("\n| ", at + 1)) {
        const auto end = std::min(table.find('\n', at + 1), table.size());
        const auto cells = split(table.substr(at + 2, end - at - 2), '|');
        if (cells.size() < 4 || cells[0] == "English" || cells[0] == "---") continue;
        all.push_back({cells[0], cells[1], split(cells[2], ',')});
    }
    return all;
}

const std::vector<Term>& terms() {
    static const auto all = terms_of(tests::text_of(MQFATE_SOURCE_DIR "/docs/glossary.md"));
    return all;
}

/// Whether `term`, or its plural, is in `text` as a word of its own, outside of places.
bool has_word(std::string_view text, std::string_view term) {
    std::string plain;
    bool inside = false;
    for (const char c : text) {
        inside = c == '{' || (inside && c != '}');
        plain += inside || c == '}' ? '#' : static_cast<char>(std::tolower(c));
    }
    for (auto at = plain.find(term); at != std::string::npos; at = plain.find(term, at + 1)) {
        auto end = at + term.size();
        if (end < plain.size() && plain[end] == 's') ++end;
        const auto is_part = [&](std::size_t place) {
            return place < plain.size() &&
                   (std::isalnum(static_cast<unsigned char>(plain[place])) != 0 ||
                    std::string_view("-._=/\"").find(plain[place]) != std::string_view::npos);
        };
        if ((at == 0 || !is_part(at - 1)) && !is_part(end)) return true;
    }
    return false;
}

/// Code (or English sentence) and term: where the English word means something else, or the Chinese
/// one is said already.
const std::set<std::pair<std::string, std::string>> exceptions{
    {"cause.connection_lost_then_retried", "lost"},  // a connection breaks; no message is gone
    {"event.synced", "disk"},                        // 刷盘: to the disk
    {"help.help", "message"},                        // the help, not one of a queue
    {"run.no_effect", "effect"},  // a setting has none; nothing of an application
    {"cli.no_effect", "effect"},
    {"import.without_effect", "effect"},
    {"kafka.on_disk", "disk"},
    {"step.flushed", "disk"},
    // Names of settings and of facts.
    {"enable.idempotence is true and acks is not all", "ack"},
    {"commit is not after_processing", "commit"},
    {"published, confirmed, rejected, sent_again, appended, copied, removed, delivered or applied",
     "confirmed"},
    {"published, confirmed, rejected, sent_again, appended, copied, removed, delivered or applied",
     "rejected"},
};

/// What is wrong with a Chinese text beside its English one: "ack: no 确认", "回执".
std::vector<std::string> against(std::string_view code, std::string_view en, std::string_view zh) {
    std::vector<std::string> all;
    for (const Term& term : terms())
        if (has_word(en, term.en) && zh.find(term.zh) == std::string_view::npos &&
            !exceptions.contains({std::string(code), term.en}))
            all.push_back(term.en + ": no " + term.zh);
    return all;
}

/// The words of the column "not" that a Chinese text has.
std::vector<std::string> not_words_in(std::string_view zh) {
    std::vector<std::string> all;
    for (const Term& term : terms())
        for (const std::string& word : term.not_so)
            if (zh.find(word) != std::string_view::npos) all.push_back(word);
    return all;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
    return all;
}

std::vector<Texts> all_tables() {
    std::vector<Texts> tables(catalogue.begin(), catalogue.end());
    tables.emplace_back(kafka::texts);
    return tables;
}

TEST_CASE("glossary: it is a table of terms, and none of its words is one not to be used") {
    REQUIRE(terms().size() > 60);
    std::set<std::string> english;
    for (const Term& term : terms()) {
        CAPTURE(term.en);
        CHECK(english.insert(term.en).second);
        CHECK_FALSE(term.zh.empty());
        CHECK(joined(not_words_in(term.zh)).empty());
    }
}

TEST_CASE("glossary: another word for a term is found, and so is one that is not to be used") {
    CHECK(joined(against("x", "the ack is lost", "应答丢失")) == "ack: no 确认");
    CHECK(against("x", "acks=all", "acks=all").empty());
    CHECK(joined(not_words_in("领导者的位移")) == "领导者, 位移");
}

TEST_CASE("glossary: wherever an English text has a term, the Chinese text has its own") {
    for (const Texts table : all_tables())
        for (const Text& text : table) {
            const std::string wrong = joined(against(text.code, text.en, text.zh));
            CHECK_MESSAGE(wrong.empty(), text.code, ": ", wrong);
        }
}

TEST_CASE("glossary: errors in Chinese have the terms of those in English") {
    for (const auto& part : translations())
        for (const Translation& translation : part) {
            const std::string wrong =
                joined(against(translation.en, translation.en, translation.zh));
            CHECK_MESSAGE(wrong.empty(), translation.en, ": ", wrong);
        }
}

TEST_CASE("glossary: no Chinese text has a word that is not to be used") {
    for (const auto& part : translations())
        for (const Translation& translation : part) {
            const std::string wrong = joined(not_words_in(translation.zh));
            CHECK_MESSAGE(wrong.empty(), translation.en, ": ", wrong);
        }
    for (const Texts table : all_tables())
        for (const Text& text : table) {
            const std::string wrong = joined(not_words_in(text.zh));
            CHECK_MESSAGE(wrong.empty(), text.code, ": ", wrong);
        }
    std::vector<std::string> files{MQFATE_SOURCE_DIR "/README.zh-CN.md"};
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(MQFATE_SOURCE_DIR "/scenarios/library"))
        if (file.path().extension() == ".json") files.push_back(file.path().string());
    for (const std::string& file : files) {
        const std::string wrong = joined(not_words_in(tests::text_of(file)));
        CHECK_MESSAGE(wrong.empty(), file, ": ", wrong);
    }
}

}  // namespace mqfate::words::glossary_test
