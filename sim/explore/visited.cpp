#include "sim/explore/visited.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

#include "sim/base/check.hpp"

namespace mqfate {
namespace {

constexpr Fingerprint nothing{};  // marks a free slot

// The one fingerprint that looks like a free slot gets its neighbour's place.
Fingerprint storable(Fingerprint f) { return f == nothing ? Fingerprint{0, 1} : f; }

}  // namespace

Visited::Slots Visited::allocate(std::uint64_t capacity) {
    constexpr std::size_t huge_page = std::size_t{2} << 20;
    const std::size_t bytes = capacity * sizeof(Fingerprint);
    const std::size_t alignment = bytes >= huge_page ? huge_page : 64;
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, rounded);
    CHECK(memory != nullptr, "no memory for the worlds that were visited");
    if (alignment == huge_page) madvise(memory, rounded, MADV_HUGEPAGE);
    std::memset(memory, 0, rounded);
    return Slots(static_cast<Fingerprint*>(memory));
}

// Where it is, or the free slot where it would be.
std::size_t Visited::find(const Part& part, Fingerprint f) {
    std::size_t slot = first_slot(f, part.capacity);
    while (part.slots[slot] != nothing && part.slots[slot] != f)
        if (++slot == part.capacity) slot = 0;
    return slot;
}

void Visited::grow(Part& part) {
    Part larger;
    larger.capacity = std::max<std::uint64_t>(64, part.capacity + part.capacity / 2);
    larger.size = part.size;
    larger.slots = allocate(larger.capacity);
    for (std::uint64_t i = 0; i < part.capacity; ++i)
        if (part.slots[i] != nothing) larger.slots[find(larger, part.slots[i])] = part.slots[i];
    part = std::move(larger);
}

bool Visited::insert(Fingerprint f) {
    f = storable(f);
    Part& part = parts_[part_of(f)];
    if (4 * part.size >= 3 * part.capacity) grow(part);
    Fingerprint& slot = part.slots[find(part, f)];
    if (slot == f) return false;
    slot = f;
    ++part.size;
    return true;
}

bool Visited::contains(Fingerprint f) const {
    f = storable(f);
    const Part& part = parts_[part_of(f)];
    return part.capacity != 0 && part.slots[find(part, f)] == f;
}

std::uint64_t Visited::size() const {
    std::uint64_t sum = 0;
    for (const Part& part : parts_) sum += part.size;
    return sum;
}

std::uint64_t Visited::bytes() const {
    std::uint64_t sum = 0;
    for (const Part& part : parts_) sum += part.capacity * sizeof(Fingerprint);
    return sum;
}

}  // namespace mqfate
