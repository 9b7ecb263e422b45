#include "words/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "models/kafka/causes.hpp"
#include "models/kafka/words.hpp"
#include "sim/world/words.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::words::catalogue_test {

std::vector<Texts> all_tables() {
    std::vector<Texts> all(catalogue.begin(), catalogue.end());
    all.emplace_back(kafka::texts);
    return all;
}

/// All code but the tables themselves.
std::string all_code() {
    std::string all;
    for (const char* folder : {"sim", "words", "models", "scenarios", "reports", "cli"})
        for (const auto& file : std::filesystem::recursive_directory_iterator(
                 std::string(MQFATE_SOURCE_DIR "/") + folder)) {
            const std::string path = file.path().string();
            if (path.find("words/catalogue/") == std::string::npos &&
                (path.ends_with(".cpp") || path.ends_with(".hpp")))
                all += tests::text_of(path);
        }
    return all;
}

/// Whether a text is found by the name of a code of the engine, as "cause.disk_lost" is.
bool is_of_a_code(std::string_view text) {
    const std::size_t dot = text.find('.') + 1;
    const std::string_view of = text.substr(0, dot);
    std::string_view code = text.substr(dot);
    if (of == "cause.") return CauseTable(kafka::causes::all).named(code).has_value();
    if (of == "fact.") return fact_named(code).has_value();
    if (code.starts_with("said.")) code.remove_prefix(5);  // in a sentence
    if (of == "fate.") return fate_named(code).has_value();
    return of == "level." && level_named(code).has_value();
}

TEST_CASE("catalogue: both languages say something, with the same parameters") {
    for (const Texts table : all_tables())
        for (const Text& text : table) {
            CAPTURE(text.code);
            CHECK_FALSE(text.en.empty());
            CHECK_FALSE(text.zh.empty());
            CHECK(asked_for(text.en) == asked_for(text.zh));
        }
}

TEST_CASE("catalogue: a code is one text in a table, and the same parameters in each") {
    std::set<std::string_view> codes;
    for (const Texts table : catalogue)
        for (const Text& text : table) CHECK_MESSAGE(codes.insert(text.code).second, text.code);
    std::set<std::string_view> of_kafka;
    for (const Text& text : kafka::texts) {
        CHECK_MESSAGE(of_kafka.insert(text.code).second, text.code);
        if (const auto general = text_called(text.code, {}))
            CHECK_MESSAGE(asked_for(general->en) == asked_for(text.en), text.code);
    }
}

TEST_CASE("catalogue: every text is said somewhere") {
    const std::string code = all_code();
    for (const Texts table : all_tables())
        for (const Text& text : table) {
            if (is_of_a_code(text.code)) continue;
            const std::string quoted = '"' + std::string(text.code) + '"';
            const bool used = code.find(quoted + "_t") != std::string::npos ||
                              code.find(quoted + "_k") != std::string::npos;
            CHECK_MESSAGE(used, quoted, " is said by nobody");
        }
}

TEST_CASE("catalogue: every code of the engine has a text") {
    const auto has = [](const std::string& code) {
        CHECK_MESSAGE(text_called(code, kafka::texts).has_value(), code);
    };
    for (std::size_t l = 0; l < level_count; ++l)
        has("level." + std::string(name(static_cast<Level>(l))));
    for (std::size_t f = 0; f < fate_count; ++f)
        has("fate." + std::string(name(static_cast<Fate>(f))));
    const CauseTable causes{kafka::causes::all};
    for (const CauseWord& cause : causes.all()) has("cause." + std::string(cause.name));
    for (int k = 0; k <= static_cast<int>(FactKind::undone); ++k)
        if (static_cast<FactKind>(k) != FactKind::readable)  // the audit's: no step tells it
            has("fact." + std::string(name(static_cast<FactKind>(k))));
}

}  // namespace mqfate::words::catalogue_test
