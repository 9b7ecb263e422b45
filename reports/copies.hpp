// Where the copies of one message lie: in its producer's memory until that is settled, in page
// caches, on disks.
// Tested by: tests/reports/timeline_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "reports/result.hpp"

namespace mqfate::reports {

class Copies {
public:
    /// `event` has happened. `its_own`: it concerns the message.
    void follow(const TraceEvent& event, bool its_own);
    /// "memory shop, page cache b1 b2, disk b3", or "nowhere".
    words::Phrase phrase(const Labels& labels) const;

    /// Whose memory has it as long as nothing is settled; no_node: nobody's.
    NodeId producer() const { return producer_; }
    struct Copy {
        NodeId node;
        bool on_disk = false;  ///< else in the page cache
    };
    /// By node.
    const std::vector<Copy>& copies() const { return copies_; }

private:
    void forgotten_by(NodeId node);
    void written(NodeId node);
    void synced(NodeId node);
    void noted(FactKind kind, NodeId node);

    NodeId producer_ = no_node;
    std::vector<Copy> copies_;
};

}  // namespace mqfate::reports
