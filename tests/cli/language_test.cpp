#include "cli/language.hpp"

#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mqfate::cli::language_test {

using words::Language;

Language said(std::vector<const char*> arguments, std::map<std::string, const char*> variables) {
    return language_of(arguments, [&](const char* name) -> const char* {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second;
    });
}

TEST_CASE("language: the command line goes before MQFATE_LANG, and that before the locale") {
    CHECK(said({"mqfate", "list"}, {}) == Language::en);
    CHECK(said({}, {{"LANG", "zh_CN.UTF-8"}}) == Language::zh);
    CHECK(said({}, {{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C"}}) == Language::en);
    CHECK(said({}, {{"LANG", "zh_CN.UTF-8"}, {"MQFATE_LANG", "en"}}) == Language::en);
    CHECK(said({}, {{"LANG", "de_DE"}, {"MQFATE_LANG", "zh"}}) == Language::zh);
    CHECK(said({"--lang", "en"}, {{"MQFATE_LANG", "zh"}}) == Language::en);
    CHECK(said({"--lang=zh"}, {}) == Language::zh);
    CHECK(said({"--zh"}, {{"MQFATE_LANG", "en"}}) == Language::zh);
    CHECK(said({"--lang"}, {}) == Language::en);
}

}  // namespace mqfate::cli::language_test
