// Whole worlds, as bytes, that were reached and not yet expanded, in the order of discovery: a
// queue of pieces of different lengths.
//
// The bytes lie in chunks. Chunks are small at first and grow with the frontier, so that a tiny
// search stays tiny. A chunk whose worlds have all been expanded is freed at once; so a layer makes
// room for the next one while it is worked off, and the memory of both at their largest is never
// needed.
// Tested by: tests/sim/explore/search/frontier_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "sim/base/ensure.hpp"

namespace mqfate {

class Frontier {
public:
    /// Copies `world` to the end.
    void push(std::span<const unsigned char> world) {
        if (chunks_.empty() || used_ + world.size() > chunks_.back().size) open(world.size());
        if (!world.empty())
            std::memcpy(chunks_.back().memory.get() + used_, world.data(), world.size());
        places_.push_back({static_cast<std::uint32_t>(chunks_.size() - 1),
                           static_cast<std::uint32_t>(used_),
                           static_cast<std::uint32_t>(world.size())});
        used_ += world.size();
    }
    std::size_t size() const { return places_.size(); }
    /// The i-th that was pushed. Requires: forget_before() has not been called for more.
    std::span<const unsigned char> operator[](std::size_t i) const {
        const Place& place = places_[i];
        return {chunks_[place.chunk].memory.get() + place.offset, place.size};
    }
    /// The worlds before `i` are not needed any more.
    void forget_before(std::size_t i) {
        const std::size_t chunk = i < places_.size() ? places_[i].chunk : chunks_.size();
        for (; forgotten_ < chunk; ++forgotten_) {
            bytes_ -= chunks_[forgotten_].size;
            chunks_[forgotten_] = {};
        }
    }
    void clear() { *this = {}; }
    /// Of memory.
    std::uint64_t bytes() const { return bytes_ + places_.capacity() * sizeof(Place); }

private:
    static constexpr std::uint64_t least_chunk = 4'096;
    static constexpr std::uint64_t largest_chunk = std::uint64_t{1} << 20;
    struct Chunk {
        std::unique_ptr<unsigned char[]> memory;
        std::size_t size = 0;
    };
    struct Place {
        std::uint32_t chunk;
        std::uint32_t offset;
        std::uint32_t size;
    };
    void open(std::size_t at_least) {
        const std::size_t size =
            std::max<std::uint64_t>(at_least, std::clamp(bytes_, least_chunk, largest_chunk));
        chunks_.push_back({std::make_unique_for_overwrite<unsigned char[]>(size), size});
        bytes_ += size;
        used_ = 0;
    }

    std::vector<Chunk> chunks_;
    std::vector<Place> places_;
    std::size_t used_ = 0;  // of the last chunk
    std::size_t forgotten_ = 0;
    std::uint64_t bytes_ = 0;
};

}  // namespace mqfate
