// The search: every world that can be reached, breadth first.
//
// A layer is the worlds at one distance from the start. The search expands a whole layer before the
// next one, so the first world that breaks a property is as near to the start as any: its path is a
// shortest counterexample. A depth-first search would need less memory and find longer ones.
//
// A layer is worked off in blocks of some hundred or thousand worlds. Of a block
//   1. expand: each thread takes some worlds and makes their successors, as bytes, with their
//      fingerprints; threads share nothing here;
//   2. insert: the table of visited fingerprints has 64 parts; each thread takes some parts and
//      inserts the fingerprints that belong there, in the order of parents and steps; threads share
//      nothing here either, and need no lock;
//   3. number: one thread walks all successors, in the order of parents and steps, and gives each
//      that was new the next number and a place in the next layer.
// How many worlds the next block has depends on the memory that this one took, not on time. So
// numbers, counts and paths are the same whatever the number of threads.
//
// Kept of a world that was visited: its fingerprint, its parent, and which step led to it, some 30
// bytes. Whole worlds are kept for this layer and the next one only; a path is turned into worlds
// again by taking its steps (trail.hpp).
// Tested by: tests/sim/explore/search/search_test.cpp.
#pragma once

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/explore/search/expansion.hpp"
#include "sim/explore/search/search_result.hpp"

namespace mqfate {

template <Machine M> class Search {
public:
    explicit Search(const M& machine, const SearchOptions& options = {})
        : machine_(machine), options_(options), expanders_(machine) {}

    /// `progress(SearchProgress)` is called after each block, on the calling thread.
    template <class Progress> SearchResult run(Progress&& progress) {
        const int jobs =
            options_.jobs == 0 ? tbb::task_arena::automatic : static_cast<int>(options_.jobs);
        tbb::task_arena arena(jobs);
        arena.execute([&] { search(progress); });
        return finish();
    }
    SearchResult run() {
        return run([](const SearchProgress&) {});
    }

private:
    using End = SearchResult::End;
    // A block should stay in the processor's cache from its expansion to its numbers, and be large
    // enough to keep all threads at work.
    static constexpr std::size_t most_of_block = 4'096;  // worlds
    static constexpr std::size_t least_of_block = 128;
    static constexpr std::uint64_t bytes_of_block = std::uint64_t{4} << 20;

    template <class Progress> void search(Progress& progress) {
        begin();
        while (!over_ && layer_.size() > 0) {
            if (result_.depth >= options_.depth) return end(End::depth);
            const std::uint64_t known = lineage_.size();
            work_off_layer(progress);
            if (lineage_.size() > known) ++result_.depth;
            if (over_) return;
            layer_ = std::exchange(next_layer_, Frontier{});
            first_of_layer_ = static_cast<std::uint32_t>(known);
        }
    }

    void begin() {
        result_.found.resize(machine_.properties().size());
        std::vector<typename M::State> starts;
        machine_.starts(starts);
        ENSURE(!starts.empty(), "a machine without a beginning");
        Bytes bytes;
        for (const auto& start : starts) {
            bytes.clear();
            machine_.encode(start, bytes);
            ++result_.successors;
            if (options_.verify) compare(detail::hash_bytes(bytes), bytes);
            if (!visited_.insert(detail::hash_bytes(bytes))) continue;
            lineage_.start();
            layer_.push(bytes);
            note(machine_.look(start),
                 [&] { return lineage_.path({static_cast<std::uint32_t>(lineage_.size() - 1)}); });
        }
        left_ = layer_.size();
        result_.most_bytes = bytes_kept();
    }

    template <class Progress> void work_off_layer(Progress& progress) {
        std::size_t end = 0;
        for (std::size_t begin = 0; begin < layer_.size() && !over_; begin = end) {
            end = std::min(begin + block_, layer_.size());
            expand(begin, end);
            insert();
            number();
            layer_.forget_before(end);
            left_ = layer_.size() - end + next_layer_.size();
            const std::uint64_t used = bytes_of_expansions();
            const std::uint64_t bytes = bytes_kept() + used;
            result_.most_bytes = std::max(result_.most_bytes, bytes);
            progress(
                SearchProgress{result_.successors, lineage_.size(), result_.depth, left_, bytes});
            look_at_limits(bytes);
            block_ = std::clamp<std::size_t>(bytes_of_block / (used / (end - begin) + 1),
                                             least_of_block, most_of_block);
        }
    }
    void look_at_limits(std::uint64_t bytes) {
        if (over_) return;
        if (left_ == 0) return;  // all is expanded, whatever it took
        if (lineage_.size() > options_.worlds) end(End::worlds);
        if (bytes >= options_.bytes) end(End::memory);
        if (options_.stop && options_.stop->load(std::memory_order_relaxed)) end(End::stopped);
    }

    // ---- a block
    void expand(std::size_t begin, std::size_t end) {
        const auto threads = static_cast<std::size_t>(tbb::this_task_arena::max_concurrency());
        const std::size_t worlds = std::max<std::size_t>((end - begin) / (4 * threads), 16);
        const std::size_t parts = (end - begin + worlds - 1) / worlds;
        if (expansions_.size() < parts) expansions_.resize(parts);
        for (auto& expansion : expansions_) expansion.clear();
        tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
            Expander<M>& expander = expanders_.local();
            const std::size_t from = begin + part * worlds;
            const std::size_t upto = std::min(from + worlds, end);
            for (std::size_t i = from; i < upto; ++i)
                expander.expand({first_of_layer_ + static_cast<std::uint32_t>(i)}, layer_[i],
                                expansions_[part]);
        });
    }
    // All fingerprints of a part are fetched ahead of being looked for: each look is a miss of the
    // cache, and so they overlap.
    void insert() {
        tbb::parallel_for(0U, Visited::parts, [&](unsigned part) {
            for (const Expansion& expansion : expansions_)
                for (const auto& lookup : expansion.by_part[part])
                    visited_.prefetch(lookup.fingerprint);
            for (Expansion& expansion : expansions_)
                for (const auto& lookup : expansion.by_part[part])
                    expansion.successors[lookup.successor].is_new =
                        visited_.insert(lookup.fingerprint);
        });
    }
    void number() {
        for (const Expansion& expansion : expansions_) {
            result_.successors += expansion.successors.size();
            for (const Successor& s : expansion.successors) {
                if (s.findings != Findings{})
                    note(s.findings, [&] { return lineage_.path(s.parent, s.step); });
                if (options_.verify)
                    compare(detail::hash_bytes(expansion.world(s)), expansion.world(s));
                if (!s.is_new) continue;
                lineage_.push(s.parent, s.step);
                next_layer_.push(expansion.world(s));
            }
        }
        ENSURE(lineage_.size() < 0xffff'ffff, "more worlds than have numbers");
    }

    // A world has one fingerprint; has a fingerprint one world?
    void compare(Fingerprint f, std::span<const unsigned char> world) {
        const auto [known, is_new] = whole_.try_emplace(f, world.begin(), world.end());
        if (!is_new &&
            !std::equal(world.begin(), world.end(), known->second.begin(), known->second.end()))
            ++result_.collisions;
    }

    // ---- what was found
    template <class PathTo> void note(Findings findings, PathTo&& path) {
        std::uint64_t bits = (findings.broken | findings.reached) & ~known_;
        known_ |= bits;
        for (; bits != 0; bits &= bits - 1)
            result_.found[static_cast<std::size_t>(std::countr_zero(bits))] = path();
        if ((findings.broken & options_.ends_it) != 0 || nothing_left_to_find()) end(End::decided);
    }
    /// Every property is one of `sometimes`, and each was shown: no other world can change that.
    bool nothing_left_to_find() {
        for (std::size_t i = 0; i < result_.found.size(); ++i)
            if (!result_.found[i] || machine_.properties()[i].kind != Property::Kind::sometimes)
                return false;
        return !result_.found.empty();
    }
    void end(End why) {
        if (!over_) result_.end = why;
        over_ = true;
    }
    std::uint64_t bytes_kept() const {
        return visited_.bytes() + lineage_.bytes() + layer_.bytes() + next_layer_.bytes();
    }
    std::uint64_t bytes_of_expansions() const {
        std::uint64_t sum = 0;
        for (const Expansion& expansion : expansions_) sum += expansion.size();
        return sum;
    }
    SearchResult finish() {
        result_.distinct = lineage_.size();
        result_.frontier = left_;
        result_.visited_bytes = visited_.bytes() + lineage_.bytes();
        return std::move(result_);
    }

    M machine_;
    SearchOptions options_;
    tbb::enumerable_thread_specific<Expander<M>> expanders_;
    std::vector<Expansion> expansions_;
    Visited visited_;
    std::map<Fingerprint, Bytes> whole_;  // to verify only
    Lineage lineage_;
    Frontier layer_;
    Frontier next_layer_;
    std::uint32_t first_of_layer_ = 0;    // its WorldId
    std::size_t block_ = least_of_block;  // worlds of the next one
    std::uint64_t left_ = 0;
    std::uint64_t known_ = 0;  // bits of what was found
    bool over_ = false;
    SearchResult result_;
};

}  // namespace mqfate
