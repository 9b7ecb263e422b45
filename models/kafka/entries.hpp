// The entries of all logs, once: what is in the list never changes, so everyone passes ids.
//
// Ids are given out in blocks, each to one partition, so that the entries of a partition follow
// each other however many partitions are written at once: a log is a few runs of ids, and an answer
// to a fetch is one run of useful length. Blocks double from 16 to 1,024 entries: a small world
// stays small, and a backlog is read a thousand entries a time. A partition that is written alone
// gets adjoining blocks, hence one run. Invariant: an id that was not given out belongs to the open
// block of its partition. Tested by: tests/models/kafka/entries_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/kafka/ids.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {

/// One append by one leader. The records take the offsets base .. base + count - 1.
struct Entry {
    BatchId batch;
    Offset base;
    std::uint32_t count = 0;
    LeaderEpoch epoch;
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// Entries that were made one after the other: `count` of them from `first` on.
struct EntryRun {
    EntryId first;
    std::uint32_t count = 0;
    friend bool operator==(const EntryRun&, const EntryRun&) = default;
};

class Entries {
public:
    static constexpr std::uint32_t least_block = 16;
    static constexpr std::uint32_t largest_block = 1'024;

    EntryId append(PartitionId partition, const Entry& entry) {
        if (index(partition) >= blocks_.size()) blocks_.resize(index(partition) + 1);
        Block& block = blocks_[index(partition)];
        if (block.left == 0) open(block);
        const EntryId id{block.next};
        items_[block.next++] = entry;
        --block.left;
        return id;
    }
    const Entry& operator[](EntryId id) const {
        ENSURE(id.value < items_.size(), "an id that was never given");
        return items_[id.value];
    }
    /// The entries of `run`, as they lie.
    std::span<const Entry> span(EntryId first, std::size_t count) const {
        ENSURE(first.value + count <= items_.size(), "a span past the end");
        return {items_.data() + first.value, count};
    }
    /// All, with the empty places of open blocks.
    std::size_t size() const { return items_.size(); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    /// Empties the list and keeps its memory: for a driver that reuses a world.
    void clear() {
        items_.clear();
        blocks_.clear();
    }

    friend bool operator==(const Entries&, const Entries&) = default;
    /// For encoding.hpp: the empty places of open blocks take a byte each.
    template <class Self, class Coder> static void code(Self& self, Coder& coder) {
        coder(self.blocks_);
        if constexpr (Coder::reads) {
            self.items_.assign(coder.length(), Entry{});
            for (Entry& entry : self.items_)
                if (coder.length() != 0) coder(entry);
        } else {
            coder.length(self.items_.size());
            for (auto& entry : self.items_) {
                coder.length(entry.count == 0 ? 0 : 1);
                if (entry.count != 0) coder(entry);
            }
        }
    }

private:
    struct Block {
        std::uint32_t next = 0;
        std::uint32_t left = 0;
        std::uint32_t size = 0;  ///< of the last block of this partition
        friend bool operator==(const Block&, const Block&) = default;
    };
    void open(Block& block) {
        block.size = std::clamp(2 * block.size, least_block, largest_block);
        block.next = static_cast<std::uint32_t>(items_.size());
        block.left = block.size;
        items_.resize(items_.size() + block.size);
    }

    std::vector<Entry> items_;
    std::vector<Block> blocks_;  // by partition
};

}  // namespace mqfate::kafka
