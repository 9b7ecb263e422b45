#include "sim/world/causes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "tests/bug_of_ours.hpp"

#include <doctest/doctest.h>

namespace mqfate::causes_test {

constexpr Cause own_loss{first_of_a_system};
constexpr Cause own_extra{first_of_a_system + 1};
constexpr std::array own{CauseWord{own_extra, "own_extra", Explains::extra},
                         CauseWord{own_loss, "own_loss", Explains::loss}};

TEST_CASE("causes: codes and names of the generic ones are theirs alone, and in the range of all") {
    const CauseTable table;
    std::set<Cause> codes;
    std::set<std::string> names;
    for (const CauseWord& word : table.all()) {
        CAPTURE(std::string(word.name));
        CHECK(codes.insert(word.code).second);
        CHECK(names.insert(std::string(word.name)).second);
        CHECK(word.code != Cause::none);
        CHECK(static_cast<std::uint8_t>(word.code) < first_of_a_system);
        CHECK(table.name(word.code) == word.name);
        CHECK(table.named(word.name) == word.code);
    }
}

TEST_CASE("causes: losses come first, then extra copies, then order, also those of the system") {
    const CauseTable table(own);
    const auto words = table.all();
    CHECK(std::is_sorted(words.begin(), words.end(),
                         [](const auto& a, const auto& b) { return a.explains < b.explains; }));
    CHECK(words.size() == CauseTable().all().size() + own.size());
}

TEST_CASE("causes: those of a system are in its table, and in no other") {
    const CauseTable table(own);
    CHECK(table.name(own_loss) == "own_loss");
    CHECK(table.named("own_extra") == own_extra);
    CHECK(table.named("disk_lost") == Cause::disk_lost);
    CHECK_FALSE(CauseTable().named("own_loss").has_value());
    CHECK(tests::is_a_bug_of_ours([] { return CauseTable().name(own_loss); }));
    CHECK_FALSE(tests::is_a_bug_of_ours([&] { return table.name(own_loss); }));
}

TEST_CASE("causes: none is a name that no table has as a cause") {
    CHECK(CauseTable().name(Cause::none) == "none");
    CHECK_FALSE(CauseTable().named("none").has_value());
}

TEST_CASE("causes: a system may not take a code, or a name, of all systems") {
    constexpr std::array code{CauseWord{Cause::disk_lost, "mine", Explains::loss}};
    constexpr std::array name{CauseWord{own_loss, "disk_lost", Explains::loss}};
    CHECK(tests::is_a_bug_of_ours([&] { return CauseTable(code); }));
    CHECK(tests::is_a_bug_of_ours([&] { return CauseTable(name); }));
    constexpr std::array twice{CauseWord{own_loss, "one", Explains::loss},
                               CauseWord{own_loss, "other", Explains::loss}};
    CHECK(tests::is_a_bug_of_ours([&] { return CauseTable(twice); }));
}

TEST_CASE("causes: counts add up, and whatever the order they are the same") {
    CauseCounts one;
    one.add(Cause::disk_lost, 2);
    one.add(own_loss, 1);
    one.add(Cause::disk_lost, 3);
    CHECK(one[Cause::disk_lost] == 5);
    CHECK(one[own_loss] == 1);
    CHECK(one[Cause::evicted] == 0);
    CauseCounts other;
    other.add(own_loss, 1);
    other.add(Cause::disk_lost, 5);
    CHECK(one == other);
    other.add(Cause::evicted, 0);  // none is no entry
    CHECK(one == other);
    CHECK(std::distance(other.begin(), other.end()) == 2);
    other.add(Cause::evicted, 1);
    CHECK_FALSE(one == other);
}

}  // namespace mqfate::causes_test
