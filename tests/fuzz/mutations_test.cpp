// Shipped files, changed by the thousand, and what a fuzzer found: each is refused with an error
// that points into the file, or accepted and simulated to its end or to its limit. Nothing crashes.
#include "tests/fuzz/mutations.hpp"

#include <array>

#include "tests/allocations.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::mutations_test {

// With sanitizers, which keep the allocator, a simulation is ten times as slow.
constexpr std::uint64_t mutations_a_file = counts_allocations ? 1'000 : 60;

// As far as the fuzzer goes; one in ten goes on, through faults that end and clients that close.
constexpr std::uint64_t steps_of(std::uint64_t number) { return number % 10 == 0 ? 20'000 : 2'000; }

TEST_CASE("mutations: of each shipped file, none crashes, each error has its place") {
    std::array<std::uint64_t, 3> counts{};
    std::uint64_t number = 0;
    for (const auto& path : shipped_files()) {
        const std::string text = text_of(path);
        for (std::uint64_t i = 0; i < mutations_a_file; ++i) {
            CAPTURE(path.string());
            CAPTURE(number);
            const Trial trial = try_out(Mutation(number).of(text), steps_of(number));
            CHECK_MESSAGE(trial.complaint.empty(), trial.complaint);
            ++number;
            ++counts[static_cast<std::size_t>(trial.tried)];
        }
    }
    // The changes are neither all harmless nor all fatal.
    CHECK(counts[static_cast<std::size_t>(Tried::refused)] > number / 10);
    CHECK(counts[static_cast<std::size_t>(Tried::simulated)] > number / 10);
}

TEST_CASE("mutations: what a fuzzer found worth keeping") {
    std::size_t tried = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(MQFATE_SOURCE_DIR "/tests/fuzz/corpus")) {
        CAPTURE(file.path().string());
        const Trial trial = try_out(text_of(file.path()), 5'000);
        CHECK_MESSAGE(trial.complaint.empty(), trial.complaint);
        ++tried;
    }
    CHECK(tried > 0);
}

TEST_CASE("mutations: the same number makes the same change, another another") {
    const std::string text = shipped_text("kafka/lost-ack");
    CHECK(Mutation(7).of(text) == Mutation(7).of(text));
    CHECK(Mutation(7).of(text) != Mutation(8).of(text));
}

}  // namespace mqfate::tests::mutations_test
