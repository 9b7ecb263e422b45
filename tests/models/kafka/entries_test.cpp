#include "models/kafka/entries.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::entries_test {

Entry at(std::uint32_t base) { return {{base}, {base}, 1, {0}}; }

TEST_CASE("entries: a partition that is written alone gets ids one after the other") {
    Entries entries;
    for (std::uint32_t i = 0; i < 5'000; ++i) CHECK(entries.append({0}, at(i)) == EntryId{i});
    CHECK(entries[{4'999}].base == Offset{4'999});
}

TEST_CASE("entries: partitions that are written in turn have long runs each") {
    Entries entries;
    std::uint32_t breaks = 0;
    EntryId last{};
    for (std::uint32_t i = 0; i < 4'000; ++i) {
        const EntryId id = entries.append({0}, at(i));
        entries.append({1}, at(i));
        if (i > 0 && id != last + 1) ++breaks;
        last = id;
    }
    // Blocks of 16, 32, .. 512 hold 1,008 entries; three more of 1,024 reach past 4,000.
    CHECK(breaks == 8);
}

TEST_CASE("entries: a run is read as it lies") {
    Entries entries;
    const EntryId first = entries.append({3}, at(7));
    entries.append({3}, at(8));
    const auto run = entries.span(first, 2);
    CHECK(run[1].base == Offset{8});
}

TEST_CASE("entries: equal histories are equal, and clearing forgets the blocks") {
    Entries a;
    Entries b;
    a.append({0}, at(0));
    CHECK(a != b);
    b.append({0}, at(0));
    CHECK(a == b);
    a.clear();
    CHECK(a == Entries{});
}

}  // namespace mqfate::kafka::entries_test
