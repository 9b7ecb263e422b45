// Of all shortest paths to a finding, the one that reads best: with the fewest switches from the
// actor of one step to another. "The producer does this, then that; then the broker does" is easier
// to follow than the two taking turns.
//
// A search keeps one path to each world, whichever it met first. This is a second search, no deeper
// than the first, that keeps more of each world: for each actor that may have taken the last step,
// the fewest switches on the way there. That is enough to be exact: a shortest path meets each
// world at its distance from the beginning, so a layer has all that may precede the next one, and
// what comes after depends on the world and the last actor only.
//
// Where names are exchanged along a path (a symmetry), the actor is that of the world that is
// stored: then the path is a shortest one still, but another might switch less.
// Tested by: tests/sim/explore/story/calmest_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/fingerprint.hpp"
#include "sim/explore/search/lineage.hpp"
#include "sim/explore/search/machine.hpp"

namespace mqfate {

template <Machine M, class Shows, class ActorOf> class Calmest {
public:
    /// `shows(findings)`: whether a step may be the last one; `actor_of(step)`: a number that
    /// stands for who takes it. The search is given up where more than `most` worlds would have to
    /// be kept.
    Calmest(M machine, Shows shows, ActorOf actor_of, std::size_t most)
        : machine_(std::move(machine)), shows_(shows), actor_of_(actor_of), most_(most) {}

    /// A path of `length` steps, at least one; nothing if none shows it, or the search was given
    /// up. Requires: none of fewer steps shows it.
    std::optional<Path> find(std::size_t length) {
        begin();
        for (std::size_t depth = 1; depth < length; ++depth) {
            if (worlds_ > most_) return {};
            expand(false);
        }
        expand(true);
        return best_ ? std::optional(path()) : std::nullopt;
    }

private:
    static constexpr std::uint32_t nobody = 0xffff'ffff;
    struct Way {
        std::uint32_t actor = nobody;  ///< of the last step
        std::uint32_t switches = 0;
        std::uint32_t before = 0;  ///< index of the way it goes on from, in the layer before
        Ordinal step = 0;
    };
    struct World {
        Bytes bytes;
        std::vector<std::uint32_t> ways;  ///< indices into the layer's, one an actor
    };
    struct Layer {
        std::vector<World> worlds;
        std::vector<Way> ways;
    };

    void begin() {
        std::vector<typename M::State> starts;
        machine_.starts(starts);
        layers_.emplace_back();
        for (const auto& start : starts) {
            Bytes bytes;
            machine_.encode(start, bytes);
            World* world = reached(std::move(bytes));
            if (world != nullptr && world->ways.empty()) offer(*world, Way{});
        }
    }
    // Makes the next layer; the last one has no worlds, only the best way to the finding.
    void expand(bool last) {
        layers_.emplace_back();
        Layer& from = layers_[layers_.size() - 2];
        typename M::State state;
        for (World& world : from.worlds) {
            machine_.decode(world.bytes, state);
            steps_.clear();
            machine_.steps(state, steps_);
            for (std::size_t i = 0; i < steps_.size(); ++i)
                take(from, world, state, static_cast<Ordinal>(i), last);
            world = {};  // a path needs the ways only
        }
        from.worlds.clear();
    }
    void take(const Layer& from, const World& world, const typename M::State& state,
              Ordinal ordinal, bool last) {
        typename M::State next = state;
        const Findings findings = machine_.take(next, steps_[ordinal]);
        if (findings.outside || (last && !shows_(findings))) return;
        World* to = nullptr;
        if (!last) {
            Bytes bytes;
            machine_.encode(next, bytes);
            to = reached(std::move(bytes));
            if (to == nullptr) return;
        }
        const std::uint32_t actor = actor_of_(steps_[ordinal]);
        for (const std::uint32_t before : world.ways) {
            const Way& way = from.ways[before];
            const bool same = way.actor == actor || way.actor == nobody;
            const Way longer{actor, way.switches + (same ? 0U : 1U), before, ordinal};
            if (to != nullptr)
                offer(*to, longer);
            else if (!best_ || longer.switches < best_->switches)
                best_ = longer;
        }
    }
    /// The world of the newest layer with these bytes; null if it was met in an earlier one.
    World* reached(Bytes&& bytes) {
        auto& worlds = layers_.back().worlds;
        const auto layer = static_cast<std::uint32_t>(layers_.size());
        const std::pair place{layer, static_cast<std::uint32_t>(worlds.size())};
        const auto [known, is_new] = met_.try_emplace(detail::hash_bytes(bytes), place);
        if (!is_new) return known->second.first == layer ? &worlds[known->second.second] : nullptr;
        ++worlds_;
        worlds.push_back({std::move(bytes), {}});
        return &worlds.back();
    }
    /// Keeps `way` to `world` if none with the same last actor switches as little.
    void offer(World& world, const Way& way) {
        std::vector<Way>& all = layers_.back().ways;
        for (const std::uint32_t i : world.ways)
            if (all[i].actor == way.actor) {
                if (way.switches < all[i].switches) all[i] = way;
                return;
            }
        world.ways.push_back(static_cast<std::uint32_t>(all.size()));
        all.push_back(way);
    }
    Path path() const {
        Path path;
        Way way = *best_;
        for (std::size_t layer = layers_.size() - 1; layer > 0; --layer) {
            path.steps.push_back(way.step);
            path.start = {way.before};  // in the first layer, ways are numbered like beginnings
            way = layers_[layer - 1].ways[way.before];
        }
        std::reverse(path.steps.begin(), path.steps.end());
        return path;
    }

    M machine_;
    Shows shows_;
    ActorOf actor_of_;
    std::size_t most_;
    std::vector<Layer> layers_;
    /// By fingerprint: in which layer, and where there.
    std::map<Fingerprint, std::pair<std::uint32_t, std::uint32_t>> met_;
    std::size_t worlds_ = 0;
    std::vector<typename M::Step> steps_;
    std::optional<Way> best_;
};

}  // namespace mqfate
