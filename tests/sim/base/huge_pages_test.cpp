#include "sim/base/huge_pages.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <numeric>

namespace mqfate::huge_pages_test {

constexpr std::size_t page = HugePages<std::uint32_t>::page;

bool begins_a_page(HugeVector<std::uint32_t>& vector) {
    void* place = vector.data();
    std::size_t space = vector.size() * sizeof(std::uint32_t);
    return std::align(page, 1, place, space) == vector.data();
}

TEST_CASE("huge pages: what has 4 MB or more begins where a large page does") {
    HugeVector<std::uint32_t> vector(2 * page / sizeof(std::uint32_t));  // 4 MB
    CHECK(begins_a_page(vector));
    vector.push_back(1);
    CHECK(begins_a_page(vector));
    CHECK(vector.back() == 1);
}

TEST_CASE("huge pages: a vector keeps its values while it grows from small to large") {
    HugeVector<std::uint32_t> vector;
    for (std::uint32_t i = 0; i < 3'000'000; ++i) vector.push_back(i);  // 12 MB
    // 0 + 1 + ... + 2,999,999 = 3,000,000 * 2,999,999 / 2
    CHECK(std::accumulate(vector.begin(), vector.end(), std::uint64_t{0}) == 4'499'998'500'000);
    const HugeVector<std::uint32_t> copy = vector;
    CHECK(copy == vector);
    vector = {7};
    vector.shrink_to_fit();
    CHECK(vector == HugeVector<std::uint32_t>{7});
}

}  // namespace mqfate::huge_pages_test
