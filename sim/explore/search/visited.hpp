// The worlds that were visited: their fingerprints, 16 bytes each, and nothing else.
//
// Open addressing with linear probing, between half and three quarters full, in 64 parts that grow
// one by one, so that growing never doubles the whole. A place is in proportion to the fingerprint,
// so a part grows by being read from end to end and written from end to end. A part belongs to one
// thread at a time; which part a fingerprint is in depends on it alone, so the order of insertion
// within a part, and with it every answer, is the caller's. Large parts are asked to lie in huge
// pages: each look is a miss of the cache, and need not be one of the TLB too. They come from the
// system and go back to it, since an allocator would keep what it gets back in growing pieces.
//
// Two worlds are taken for one if their 128 bits agree: with n worlds the odds are below n^2/2^129
// (10^7 worlds: 1.5 x 10^-25). Tested by: tests/sim/explore/search/visited_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sim/base/fingerprint.hpp"

namespace mqfate {

namespace detail {

/// Gives memory back to the system.
struct Unmap {
    std::size_t bytes = 0;
    void operator()(Fingerprint* slots) const;
};

}  // namespace detail

class Visited {
public:
    static constexpr unsigned parts = 64;
    static unsigned part_of(Fingerprint f) { return static_cast<unsigned>(f.high >> 58); }

    /// Whether it is new. Calls for different parts may come from different threads.
    bool insert(Fingerprint f);
    bool contains(Fingerprint f) const;
    /// Brings its place near: for a caller that knows what it will insert next.
    void prefetch(Fingerprint f) const {
        const Part& part = parts_[part_of(f)];
        if (part.capacity != 0) __builtin_prefetch(&part.slots[first_slot(f, part.capacity)]);
    }
    std::uint64_t size() const;
    /// Of memory, all parts together.
    std::uint64_t bytes() const;

private:
    using Slots = std::unique_ptr<Fingerprint[], detail::Unmap>;
    struct Part {
        Slots slots;
        std::uint64_t capacity = 0;
        std::uint64_t size = 0;
    };
    static std::size_t first_slot(Fingerprint f, std::uint64_t capacity) {
        __extension__ using wide = unsigned __int128;
        return static_cast<std::size_t>(static_cast<wide>(f.low) * capacity >> 64);
    }
    /// All free.
    static Slots allocate(std::uint64_t capacity);
    static std::size_t find(const Part& part, Fingerprint f);
    static void grow(Part& part);

    std::array<Part, parts> parts_;
};

}  // namespace mqfate
