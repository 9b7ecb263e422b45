// The worlds that were visited: a set of fingerprints, 16 bytes each, and nothing else.
//
// A fingerprint is 128 bits of a hash of the world's bytes. Two worlds are taken for one if their
// fingerprints agree: with n worlds the odds of that are below n^2/2^129 (10^7 worlds: 1.5 x
// 10^-25). SearchOptions::verify counts such cases in a search.
//
// The set is a hash table with open addressing and linear probing, between half and three quarters
// full. Growing such a table doubles its memory for a moment; so it is cut into 64 parts that grow
// one by one, by a quarter or a half. The first slot of a fingerprint is in proportion to its low
// half, so a part keeps its order when it grows: the old one is read from end to end, the new one
// written from end to end, which the cache likes.
//
// A part belongs to one thread at a time. Which part a fingerprint is in depends on the fingerprint
// alone, so the order of insertion within a part, and with it every answer, is up to the caller and
// not to the threads. Each look is a miss of the cache; large parts are asked to lie in huge pages,
// so that it need not be a miss of the TLB as well. Memory comes from the system and goes back to
// it, since an allocator would keep the growing pieces that it gets back.
// Tested by: tests/sim/explore/search/visited_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "sim/base/fingerprint.hpp"
#include "sim/base/wide.hpp"

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

    /// Adds it. Returns whether it is new. Calls for different parts may come from different
    /// threads at once.
    bool insert(Fingerprint f);
    bool contains(Fingerprint f) const;
    /// Asks the processor to fetch its first slot: for a caller that knows what it will insert
    /// soon.
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
        return static_cast<std::size_t>(static_cast<Wide>(f.low) * capacity >> 64);
    }
    /// All free.
    static Slots allocate(std::uint64_t capacity);
    static std::size_t find(const Part& part, Fingerprint f);
    static void grow(Part& part);

    std::array<Part, parts> parts_;
};

}  // namespace mqfate
