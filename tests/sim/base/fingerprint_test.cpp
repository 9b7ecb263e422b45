#include "sim/base/fingerprint.hpp"

#include "tests/sim/base/sample.hpp"

#include <doctest/doctest.h>

#include <set>

namespace mqfate::fingerprint_test {

using test::Gap;
using test::Point;
using test::Sample;

TEST_CASE("fingerprint: any one change of a value changes it, each in its own way") {
    std::set<Fingerprint> seen{fingerprint(Sample{})};
    const auto changes = test::changes();
    for (const test::Change& change : changes) {
        CAPTURE(change.difference);
        Sample changed;
        change.make(changed);
        CHECK(seen.insert(fingerprint(changed)).second);
    }
    CHECK(seen.size() == changes.size() + 1);
}

TEST_CASE("fingerprint: equal values have equal ones, wherever they lie in memory") {
    Sample a;
    Sample b;
    a.points.reserve(100);
    for (Sample* s : {&a, &b}) {
        s->points = {{1, 2}, {3, 4}};
        s->text = "the same";
        s->ring.push_back({1, 1});
    }
    b.ring.push_front({2, 2});
    CHECK(fingerprint(a) != fingerprint(b));
    b.ring.pop_front();
    CHECK(a == b);
    CHECK(fingerprint(a) == fingerprint(b));
}

TEST_CASE("fingerprint: neighbours do not run into each other") {
    using Words = std::vector<std::string>;
    CHECK(fingerprint(Words{"ab", "c"}) != fingerprint(Words{"a", "bc"}));
    using Lists = std::vector<std::vector<std::uint8_t>>;
    CHECK(fingerprint(Lists{{1}, {}}) != fingerprint(Lists{{}, {1}}));
    CHECK(fingerprint(Lists{{1, 2}}) != fingerprint(Lists{{1}, {2}}));
}

TEST_CASE("fingerprint: the gaps between members do not count") {
    // 0xff everywhere, then the members: what lies in between stays 0xff.
    std::vector<Gap> clean{{1, 2}};
    std::vector<Gap> dirty(1);
    std::memset(static_cast<void*>(dirty.data()), 0xff, sizeof(Gap));
    dirty[0].small = 1;
    dirty[0].large = 2;
    CHECK(fingerprint(clean) == fingerprint(dirty));
    static_assert(!detail::is_plain<Gap>());
    static_assert(detail::is_plain<Point>());
    static_assert(detail::is_plain<NodeId>());
}

TEST_CASE("fingerprint: a list that is one block of memory has the bytes of its elements") {
    const std::vector<Point> block{{1, -2}, {0x1234, 4}};
    Ring<Point> ring;
    for (const Point& point : block) ring.push_back(point);
    Fingerprinter by_block;
    Fingerprinter by_element;
    CHECK(by_block(block) == by_element(ring));
    // The length 2 in 8 bytes, then 1, -2, 0x1234 and 4 in 2 bytes each, the lowest first.
    const std::vector<unsigned char> expected{2, 0, 0,    0,    0,    0,    0, 0,
                                              1, 0, 0xfe, 0xff, 0x34, 0x12, 4, 0};
    for (const Fingerprinter* one : {&by_block, &by_element})
        CHECK(std::vector(one->bytes().begin(), one->bytes().end()) == expected);
}

TEST_CASE("fingerprint: the published answer for nothing, and 32 digits") {
    // XXH3_128bits of no bytes, seed 0: the sanity check of xxHash 0.8.
    CHECK(to_string(fingerprint(test::Empty{})) == "99aa06d3014798d86001c324468d497f");
    CHECK(to_string(Fingerprint{1, 0xab}) == "000000000000000100000000000000ab");
}

}  // namespace mqfate::fingerprint_test
