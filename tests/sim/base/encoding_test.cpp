#include "sim/base/encoding.hpp"

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"

#include <doctest/doctest.h>

namespace mqfate::encoding_test {

struct Small {
    std::uint16_t a = 0;
    bool b = false;
    friend bool operator==(const Small&, const Small&) = default;
};
struct Large {
    NodeId node;
    std::vector<Small> smalls;
    std::optional<std::uint32_t> maybe;
    std::variant<std::uint8_t, std::vector<std::uint16_t>> choice;
    std::array<std::uint8_t, 3> fixed{};
    Ring<std::uint32_t> ring;
    boost::container::small_vector<std::uint64_t, 2> few;
    friend bool operator==(const Large&, const Large&) = default;
};

Large some() {
    Large value;
    value.node = {7};
    value.smalls = {{1, true}, {2, false}};
    value.maybe = 9;
    value.choice = std::vector<std::uint16_t>{3, 4};
    value.fixed = {5, 6, 7};
    for (const std::uint32_t i : {1U, 2U, 3U, 4U, 5U}) value.ring.push_back(i);
    value.ring.drop_front();
    value.few = {10, 11, 12};
    return value;
}

template <class T> std::vector<unsigned char> bytes_of(const T& value) {
    Encoder encoder;
    encoder(value);
    return {encoder.bytes().begin(), encoder.bytes().end()};
}
template <class T> void read(const std::vector<unsigned char>& bytes, T& value) {
    Decoder decoder(bytes);
    decoder(value);
    CHECK(decoder.at_end());
}

TEST_CASE("encoding: what was written is read again, over whatever was there") {
    Large other;
    other.smalls.resize(9);
    other.choice = std::uint8_t{1};
    other.ring.push_back(77);
    read(bytes_of(some()), other);
    CHECK(other == some());
    Large empty;
    read(bytes_of(Large{}), other);
    CHECK(other == empty);
}

TEST_CASE("encoding: equal values have equal bytes, and each member changes them") {
    CHECK(bytes_of(some()) == bytes_of(some()));
    const auto differs = [](auto&& change) {
        Large value = some();
        change(value);
        CHECK(bytes_of(value) != bytes_of(some()));
    };
    differs([](Large& v) { v.node = {8}; });
    differs([](Large& v) { v.smalls[1].b = true; });
    differs([](Large& v) { v.smalls.pop_back(); });
    differs([](Large& v) { v.maybe.reset(); });
    differs([](Large& v) { v.maybe = 10; });
    differs([](Large& v) { v.choice = std::uint8_t{3}; });
    differs([](Large& v) { v.fixed[2] = 0; });
    differs([](Large& v) { v.ring.drop_front(); });
    differs([](Large& v) { v.few[0] = 0; });
}

TEST_CASE("encoding: numbers take their width, lengths a byte, and five from 255 on") {
    // 2 + 1 bytes a Small: its memory has a gap of one, so its members are written one by one.
    CHECK(bytes_of(Small{}).size() == 3);
    CHECK(bytes_of(std::vector<std::uint16_t>(254)).size() == 1 + 254 * 2);
    CHECK(bytes_of(std::vector<std::uint16_t>(255)).size() == 5 + 255 * 2);
    std::vector<std::uint16_t> many(1'000, 3);
    std::vector<std::uint16_t> again;
    read(bytes_of(many), again);
    CHECK(again == many);
}

TEST_CASE("encoding: a number above its cap counts as the cap") {
    const auto capped = [](std::uint16_t number) {
        Encoder encoder;
        encoder.capped(number, std::uint16_t{2});
        return std::vector<unsigned char>(encoder.bytes().begin(), encoder.bytes().end());
    };
    CHECK(capped(2) == capped(200));
    CHECK(capped(1) != capped(2));
}

TEST_CASE("encoding: a copy of an encoder is empty, and the original keeps what it has") {
    Encoder encoder;
    encoder(std::uint32_t{5});
    const Encoder copy = encoder;
    CHECK(copy.size() == 0);
    CHECK(encoder.size() == 4);
}

}  // namespace mqfate::encoding_test
