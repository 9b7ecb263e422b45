// The texts of the catalogue use the terms of docs/glossary.md.
#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/kafka/words.hpp"
#include "tests/shipped_files.hpp"
#include "words/catalogue.hpp"

#include <doctest/doctest.h>

namespace mqfate::words::glossary_test {

using Term = std::pair<std::string, std::string>;

std::string trimmed(const std::string& cell) {
    const auto first = cell.find_first_not_of(' ');
    return cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

std::vector<Term> terms() {
    const std::string text = tests::text_of(MQFATE_SOURCE_DIR "/docs/glossary.md");
    std::vector<Term> all;
    for (std::size_t at = text.find("\n| "); at != std::string::npos;
         at = text.find("\n| ", at + 1)) {
        const auto second = text.find('|', at + 3);
        const auto third = text.find('|', second + 1);
        const std::string en = trimmed(text.substr(at + 3, second - at - 3));
        if (en != "English" && en != "---")
            all.emplace_back(en, trimmed(text.substr(second + 1, third - second - 1)));
    }
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
                    plain[place] == '-' || plain[place] == '.' || plain[place] == '_');
        };
        if ((at == 0 || !is_part(at - 1)) && !is_part(end)) return true;
    }
    return false;
}

/// Code and term: where the English word means something else.
const std::set<std::pair<std::string, std::string>> exceptions{
    {"cause.connection_lost_then_retried", "lost"},  // a connection breaks; no message is gone
    {"help.help", "message"},                        // the help, not one of a queue
    {"run.no_effect", "effect"},  // a setting has none; nothing of an application
    {"cli.no_effect", "effect"},
    {"import.without_effect", "effect"},
};

TEST_CASE("glossary: wherever an English text has a term, the Chinese text has its own") {
    const std::vector<Term> all = terms();
    REQUIRE(all.size() > 30);
    std::vector<Texts> tables(catalogue.begin(), catalogue.end());
    tables.emplace_back(kafka::texts);
    for (const Texts table : tables)
        for (const Text& text : table)
            for (const auto& [en, zh] : all) {
                if (!has_word(text.en, en) || exceptions.contains({std::string(text.code), en}))
                    continue;
                CHECK_MESSAGE(text.zh.find(zh) != std::string_view::npos, text.code, ": ", en);
            }
}

}  // namespace mqfate::words::glossary_test
