// How each world was reached: from which one, by which of its steps. Six bytes a world, kept for
// all worlds until the end, since any of them may lie on the path that is asked for.
//
// Worlds are numbered from 0 in the order of discovery; the first ones are those in which
// everything begins. A world's parent has a smaller number, so a path is found by walking from
// parent to parent down to a beginning, and is then read backwards.
// Tested by: tests/sim/explore/search/search_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/strong.hpp"

namespace mqfate {

/// A world of a search, in the order of discovery.
using WorldId = Strong<struct WorldTag, std::uint32_t>;
/// A step by its place among those that a world allows (Machine::steps): two bytes instead of a
/// step.
using Ordinal = std::uint16_t;

/// From one of the worlds in which everything begins, by `steps`, each named by its place.
struct Path {
    WorldId start;
    std::vector<Ordinal> steps;
    friend bool operator==(const Path&, const Path&) = default;
};

class Lineage {
public:
    /// A world in which everything begins; before all others.
    void start() {
        push({0}, 0);
        ++starts_;
    }
    /// The next world was reached from `parent` by `step`.
    void push(WorldId parent, Ordinal step) {
        if (parents_.size() == parents_.capacity()) make_room();
        parents_.push_back(parent.value);
        steps_.push_back(step);
    }
    std::uint64_t size() const { return parents_.size(); }
    /// The path to `world`, and by `last` beyond it.
    Path path(WorldId world, Ordinal last) const {
        Path path = this->path(world);
        path.steps.push_back(last);
        return path;
    }
    /// The path by which `world` was reached first: a shortest one.
    Path path(WorldId world) const {
        Path path;
        for (; world.value >= starts_; world = {parents_[world.value]})
            path.steps.push_back(steps_[world.value]);
        std::reverse(path.steps.begin(), path.steps.end());
        path.start = world;
        return path;
    }
    /// Of memory.
    std::uint64_t bytes() const {
        return parents_.capacity() * sizeof(std::uint32_t) + steps_.capacity() * sizeof(Ordinal);
    }

private:
    // By a quarter: doubling would cost as much as the worlds themselves.
    void make_room() {
        const std::size_t room = parents_.size() + parents_.size() / 4 + 1'024;
        parents_.reserve(room);
        steps_.reserve(room);
    }

    std::vector<std::uint32_t> parents_;  // by WorldId
    std::vector<Ordinal> steps_;          // by WorldId
    std::uint32_t starts_ = 0;
};

}  // namespace mqfate
