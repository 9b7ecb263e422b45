// What the disks have still to do along a path: syncs that were asked for, of which a disk serves
// the oldest only, and data that the operating system will write back on its own.
// Tested by: tests/sim/explore/in_time/in_time_test.cpp.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "sim/explore/in_time/waiting_bounds.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/plan.hpp"

namespace mqfate {

class PendingDisks {
public:
    /// `disks`: by node; they must live longer.
    PendingDisks(const std::vector<DiskProfile>& disks, std::size_t nodes)
        : disks_(&disks), syncs_(nodes) {}

    void wrote(NodeId node, FileId file, const WaitingBounds& bounds) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == node && dirty.file == file) return;
        const DiskProfile& disk = (*disks_)[index(node)];
        const Span span{disk.expire, disk.expire, disk.expire + disk.wake};
        dirty_.push_back(
            {node, file, bounds.asked_now(span, {.of = TimeBound::Of::write_back, .node = node})});
    }
    void sync_asked(NodeId node, const WaitingBounds& bounds) {
        syncs_[index(node)].push_back(bounds.asked_now(span_of((*disks_)[index(node)].sync_latency),
                                                       {.of = TimeBound::Of::sync, .node = node}));
    }
    void syncs_dropped(NodeId node, WaitingBounds& bounds) {
        auto& syncs = syncs_[index(node)];
        if (!syncs.empty()) bounds.was_not_overdue(syncs.front());
        syncs.clear();
    }

    void finishes_sync(NodeId node, WaitingBounds& bounds) {
        auto& syncs = syncs_[index(node)];
        bounds.comes(syncs.front(), WaitingBounds::Turn::disk);
        syncs.pop_front();
        if (!syncs.empty()) bounds.ask_again(syncs.front());  // the disk turns to it now
    }
    void writes_back(NodeId node, FileId file, WaitingBounds& bounds) {
        const auto is_it = [&](const Dirty& d) { return d.node == node && d.file == file; };
        for (const Dirty& dirty : dirty_)
            if (is_it(dirty)) bounds.comes(dirty.waiting, WaitingBounds::Turn::disk);
        std::erase_if(dirty_, is_it);
    }
    /// The power of `node` goes, or its disk: what was not written back never will be.
    void forgets(NodeId node, WaitingBounds& bounds) {
        for (const Dirty& dirty : dirty_)
            if (dirty.node == node) bounds.was_not_overdue(dirty.waiting);
        std::erase_if(dirty_, [node](const Dirty& dirty) { return dirty.node == node; });
    }

    /// Between the last step and step `next`, in `world`: a pause holds the news of a sync up, and
    /// what a sync has written need not be written back.
    template <class World> void between(const World& world, std::uint32_t next) {
        for (std::size_t n = 0; n < syncs_.size(); ++n)
            if (world.nodes[n].paused && !syncs_[n].empty()) syncs_[n].front().since = next;
        std::erase_if(dirty_, [&](const Dirty& file) {
            return !world.disks[index(file.node)].files[index(file.file)].dirty();
        });
    }
    /// The path ends. Data that was not written back yet bounds nothing: where the power cannot go
    /// any more, the search leaves write-backs out (sim/explore/world/choices.hpp).
    void finish(WaitingBounds& bounds) const {
        for (const auto& disk : syncs_)
            if (!disk.empty()) bounds.was_not_overdue(disk.front());
    }

private:
    struct Dirty {
        NodeId node;
        FileId file;
        Waiting waiting;
    };

    const std::vector<DiskProfile>* disks_;
    std::vector<std::deque<Waiting>> syncs_;  // by node
    std::vector<Dirty> dirty_;                // one a file that has data to write back
};

}  // namespace mqfate
