// Fingerprints: 128 bits that stand for a value, the same on every platform.
//
// A fingerprint is XXH3-128 (xxHash 0.8, a fixed specification) of the value's bytes: each number
// little-endian in its own width, each list after its length and each choice after its index (both
// in 8 bytes), each text after its length. Two values of one type have the same bytes only if they
// are equal. Equal values of different types may share a fingerprint.
//
// A list of plain numbers is taken as one block of memory: the same bytes, only faster.
// Left out: order-free comparison. A list whose order means nothing counts with its order.
// Tested by: tests/sim/base/fingerprint_test.cpp.
#pragma once

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/fields.hpp"

namespace mqfate {

static_assert(std::endian::native == std::endian::little,
              "numbers are taken as they lie in memory");

struct Fingerprint {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// 32 hexadecimal digits.
std::string to_string(Fingerprint fingerprint);

namespace detail {

Fingerprint hash_bytes(std::span<const unsigned char> bytes);

/// Whether the memory of a T is the bytes of its fields: numbers without gaps, all the way down.
template <class T> consteval bool is_plain() {
    static_assert(!std::is_same_v<T, Instant>, "a world holds no instant: when is the schedule's");
    if constexpr (Number<T>) {
        return true;
    } else if constexpr (!std::is_aggregate_v<T> || List<T> ||
                         !std::has_unique_object_representations_v<T>) {
        return false;
    } else {
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (is_plain<boost::pfr::tuple_element_t<I, T>>() && ...);
        }(std::make_index_sequence<boost::pfr::tuple_size_v<T>>{});
    }
}

}  // namespace detail

/// Takes fingerprints, one after the other, in the same memory.
class Fingerprinter {
public:
    template <class T> Fingerprint operator()(const T& value) {
        bytes_.clear();
        walk(*this, value);
        return detail::hash_bytes(bytes_);
    }
    /// The bytes of the last value, before they were hashed: equal only for equal values.
    std::span<const unsigned char> bytes() const { return bytes_; }

    // What walk() calls.
    template <class T> void number(T number) { append(&number, sizeof number); }
    void text(std::string_view text) {
        length(text.size());
        append(text.data(), text.size());
    }
    void choice(std::size_t index) { number(static_cast<std::uint64_t>(index)); }
    void length(std::size_t length) { number(static_cast<std::uint64_t>(length)); }
    void member(std::size_t) {}
    void element(std::size_t) {}
    void leave() {}
    /// The whole list at once, if it is plain memory.
    template <class List> bool block(const List& list) {
        if constexpr (requires { list.data(); }) {
            using Element = std::remove_cvref_t<decltype(*list.data())>;
            if constexpr (detail::is_plain<Element>()) {
                length(list.size());
                append(list.data(), list.size() * sizeof(Element));
                return true;
            }
        }
        return false;
    }

private:
    void append(const void* from, std::size_t size) {
        const std::size_t end = bytes_.size();
        bytes_.resize(end + size);
        if (size > 0) std::memcpy(bytes_.data() + end, from, size);
    }

    std::vector<unsigned char> bytes_;
};

/// For one value; whoever takes many keeps a Fingerprinter.
template <class T> Fingerprint fingerprint(const T& value) { return Fingerprinter{}(value); }

}  // namespace mqfate
