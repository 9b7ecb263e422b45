// In which language people are spoken to.
// Tested by: tests/cli/language_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "words/phrase.hpp"

namespace mqfate::cli {

/// "en", "zh", and what begins so as the name of a locale does ("zh_CN.UTF-8"); else nothing.
std::optional<words::Language> language_named(std::string_view name);

/// What the arguments say (--zh, --lang zh), before anything else is read of them; else what
/// `variable(name)` says, null where it is not set: MQFATE_LANG, then LC_ALL, LC_MESSAGES, LANG as
/// they go before each other for all programs; else English.
template <class Variable>
words::Language language_of(std::span<const char* const> arguments, Variable&& variable) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--zh") return words::Language::zh;
        std::string_view name;
        if (argument.starts_with("--lang="))
            name = argument.substr(7);
        else if (argument == "--lang" && i + 1 < arguments.size())
            name = arguments[i + 1];
        if (const auto language = language_named(name)) return *language;
    }
    if (const char* ours = variable("MQFATE_LANG"))
        if (const auto language = language_named(ours)) return *language;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* locale = variable(name); locale != nullptr && *locale != '\0')
            return language_named(locale).value_or(words::Language::en);
    return words::Language::en;
}

/// Says on standard error what went wrong: a line that begins with the program's name.
void complain(const words::Phrase& what, const words::Say& say);

}  // namespace mqfate::cli
