#include "sim/explore/search/visited.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <utility>

#include "sim/base/ensure.hpp"

namespace mqfate {
namespace {

constexpr Fingerprint nothing{};  // marks a free slot
constexpr std::size_t page = std::size_t{4} << 10;
constexpr std::size_t huge_page = std::size_t{2} << 20;

// The one fingerprint that looks like a free slot gets its neighbour's place.
Fingerprint storable(Fingerprint f) { return f == nothing ? Fingerprint{0, 1} : f; }

// Half as much again, in whole pages; a large part a quarter more, in huge pages.
std::uint64_t capacity_after(std::uint64_t capacity) {
    const std::size_t bytes = capacity * sizeof(Fingerprint);
    const bool large = bytes >= 2 * huge_page;
    const std::size_t unit = large ? huge_page : page;
    const std::size_t wanted = bytes + bytes / (large ? 4 : 2);
    return std::max(unit, (wanted + unit - 1) / unit * unit) / sizeof(Fingerprint);
}

}  // namespace

void detail::Unmap::operator()(Fingerprint* slots) const { munmap(slots, bytes); }

Visited::Slots Visited::allocate(std::uint64_t capacity) {
    const std::size_t bytes = capacity * sizeof(Fingerprint);
    void* memory =
        mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | (bytes < huge_page ? MAP_POPULATE : 0), -1, 0);
    ENSURE(memory != MAP_FAILED, "no memory for the worlds that were visited");
    if (bytes >= huge_page) madvise(memory, bytes, MADV_HUGEPAGE);
    return Slots(static_cast<Fingerprint*>(memory), detail::Unmap{bytes});  // pages of zeros
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
    larger.capacity = capacity_after(part.capacity);
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
