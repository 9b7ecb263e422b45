#include "cli/language.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "words/catalogue.hpp"

namespace mqfate::cli {

using namespace words::literals;

std::optional<words::Language> language_named(std::string_view name) {
    const std::string_view language = name.substr(0, name.find_first_of("_-.@"));
    if (language == "en") return words::Language::en;
    if (language == "zh") return words::Language::zh;
    return {};
}

void complain(const words::Phrase& what, const words::Say& say) {
    fmt::print(stderr, "{}\n", say("cli.says"_t, {{"what", what}}));
}

}  // namespace mqfate::cli
