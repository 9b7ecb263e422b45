// The readers refuse all that the published schema refuses, which is why the program does without
// the schema.
#include "scenarios/reading/scenario.hpp"
#include "tests/fuzz/mutations.hpp"
#include "tests/schema/schema.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::schema_and_readers_test {

constexpr std::uint64_t mutations_a_file = 100;

TEST_CASE("schema: of changed files, what the readers accept it accepts, too") {
    const auto schema =
        Schema::compile(text_of(MQFATE_SOURCE_DIR "/schema/scenario.json"), "schema");
    REQUIRE(schema.has_value());
    std::uint64_t number = 0;
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    for (const auto& path : shipped_files()) {
        const std::string text = text_of(path);
        for (std::uint64_t i = 0; i < mutations_a_file; ++i) {
            CAPTURE(path.string());
            CAPTURE(number);
            const std::string changed = Mutation(number++).of(text);
            const auto document = scenarios::Document::parse(changed, "mutation.json");
            if (!document) continue;
            const auto scenario = scenarios::read_scenario(*document);
            const scenarios::Errors errors = schema->validate(*document);
            if (scenario) CHECK_MESSAGE(errors.empty(), errors.text(), changed);
            accepted += scenario ? 1U : 0U;
            refused += errors.empty() ? 0U : 1U;
        }
    }
    // The changes are neither all harmless nor all fatal: the two could differ.
    CHECK(accepted > number / 10);
    CHECK(refused > number / 10);
}

}  // namespace mqfate::tests::schema_and_readers_test
