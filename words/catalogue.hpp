// The catalogue: every text that people read, in English and Chinese, grouped by what it is about.
//
// `"run.simulated"_t` is the text with that code; a code that is not in the catalogue does not
// compile. The words of one system, such as Kafka, lie with its model (models/kafka/words.hpp).
// Each text is used somewhere, has the same parameters in both languages, and uses the terms of
// docs/glossary.md: tests/words/catalogue_test.cpp,
// tests/golden/glossary_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "words/catalogue/command_line.hpp"
#include "words/catalogue/facts.hpp"
#include "words/catalogue/fates.hpp"
#include "words/catalogue/help.hpp"
#include "words/catalogue/run.hpp"
#include "words/catalogue/search.hpp"
#include "words/catalogue/steps.hpp"
#include "words/phrase.hpp"

namespace mqfate::words {

namespace detail {

/// Not constexpr: a code that is not found ends the compilation with this name.
inline void no_text_has_this_code() {}

}  // namespace detail

using Texts = std::span<const Text>;

/// The text of `code`. Called by the literals; a code that is not there does not compile.
consteval Text find(Texts table, std::string_view code) {
    for (const Text& text : table)
        if (text.code == code) return text;
    detail::no_text_has_this_code();
    return {};
}
consteval Text find(std::span<const Texts> tables, std::string_view code) {
    for (const Texts table : tables)
        for (const Text& text : table)
            if (text.code == code) return text;
    detail::no_text_has_this_code();
    return {};
}

/// All parts of the catalogue.
inline constexpr std::array<Texts, 7> catalogue{
    command_line_texts, fact_texts, fate_texts, help_texts, run_texts, search_texts, step_texts};

/// The same when the program runs: a text in the words of a system, else in the catalogue.
std::optional<Text> text_called(std::string_view code, Texts system);

/// For codes that a program has, such as the cause of a loss. Requires: there is such a text.
Text text_of(std::string_view code, Texts system);

namespace literals {

consteval Text operator""_t(const char* code, std::size_t length) {
    return find(catalogue, std::string_view(code, length));
}

}  // namespace literals
}  // namespace mqfate::words
