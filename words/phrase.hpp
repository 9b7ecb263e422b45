// Words are codes: whoever has something to say hands over a text by its code, with parameters, and
// nobody chooses a language before a report is printed.
//
// A Text is one entry of a catalogue: a stable code and what it reads like in each language. A
// Phrase is a text with its parameters. Phrases are compared by codes and parameters, never by what
// they read like. In a text `{name}` stands for a parameter, and `{name|one|many}` for the first
// word if the parameter is 1, else for the second. Tested by: tests/words/phrase_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mqfate::words {

enum class Language : std::uint8_t { en, zh };

/// Requires: views of literals. A code is not empty.
struct Text {
    std::string_view code;
    std::string_view en;
    std::string_view zh;
    constexpr std::string_view in(Language language) const {
        return language == Language::zh ? zh : en;
    }
    friend constexpr bool operator==(const Text& a, const Text& b) { return a.code == b.code; }
};

class Phrase;

/// A parameter: a name that reads the same in all languages (of a node, a number), or phrases.
struct Param {
    Param(std::string_view name, std::string text);
    Param(std::string_view name, std::string_view text);
    Param(std::string_view name, const char* text);
    template <std::integral T> Param(std::string_view name, T number);
    Param(std::string_view name, Phrase phrase);
    Param(std::string_view name, Text text);
    /// Rendered with `between` in between, which is a text without parameters.
    Param(std::string_view name, std::vector<Phrase> phrases, Text between);

    std::string_view name;  ///< a literal
    std::string text;
    std::vector<Phrase> phrases;
    std::string_view between_en, between_zh;

    friend bool operator==(const Param& a, const Param& b);
};

class Phrase {
public:
    Phrase() = default;
    // A text without parameters is a phrase, and so is what reads the same in all languages.
    Phrase(Text text, std::vector<Param> params = {});
    Phrase(std::string verbatim);
    Phrase(const char* verbatim) : Phrase(std::string(verbatim)) {}

    bool empty() const { return text_.code.empty(); }
    /// Empty for a phrase that says nothing.
    std::string_view code() const { return text_.code; }
    /// By name.
    const std::vector<Param>& params() const { return params_; }
    /// It reads the same in all languages.
    bool is_verbatim() const;
    std::string in(Language language) const;

    /// The code and the parameters as one line: "step.gets(from=p, message=ProduceRequest)". Of a
    /// verbatim phrase that itself.
    std::string id() const;

    friend bool operator==(const Phrase&, const Phrase&) = default;

private:
    Text text_;
    std::vector<Param> params_;
};

template <std::integral T>
Param::Param(std::string_view param, T number) : Param(param, std::to_string(number)) {}

/// Renders what a report says, in one language.
struct Say {
    Language language = Language::en;

    bool chinese() const { return language == Language::zh; }
    std::string operator()(const Phrase& phrase) const { return phrase.in(language); }
    std::string operator()(Text text) const { return std::string(text.in(language)); }
    std::string operator()(Text text, std::vector<Param> params) const {
        return Phrase(text, std::move(params)).in(language);
    }
};

/// "1,234,567".
std::string with_commas(std::uint64_t n);

/// `text` with its parameters put in. A parameter that is asked for and not there is a bug of ours.
std::string filled(std::string_view text, const std::vector<Param>& params, Language language);

/// The names of the parameters that a text asks for, sorted, each once.
std::vector<std::string_view> asked_for(std::string_view text);

}  // namespace mqfate::words
