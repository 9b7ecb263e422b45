#include "reports/copies.hpp"

#include <algorithm>

namespace mqfate::reports {

using namespace words::literals;

void Copies::follow(const TraceEvent& event, bool its_own) {
    if (event.what == Happening::crashed || event.what == Happening::exited)
        forgotten_by(event.node);
    if (!its_own) return;
    if (event.what == Happening::synced) synced(event.node);
    if (event.what == Happening::noted) noted(static_cast<FactKind>(event.code), event.node);
}

void Copies::noted(FactKind kind, NodeId node) {
    switch (kind) {
        case FactKind::published: producer_ = node; return;
        case FactKind::confirmed:
        case FactKind::rejected:
        case FactKind::let_go: return forgotten_by(node);
        case FactKind::appended:
        case FactKind::copied: return written(node);
        case FactKind::removed:
            std::erase_if(copies_, [&](const Copy& copy) { return copy.node == node; });
            return;
        default: return;
    }
}

void Copies::forgotten_by(NodeId node) {
    if (producer_ == node) producer_ = no_node;
}

void Copies::synced(NodeId node) {
    for (Copy& copy : copies_)
        if (copy.node == node) copy.on_disk = true;
}

void Copies::written(NodeId node) {
    const auto at = std::lower_bound(copies_.begin(), copies_.end(), node,
                                     [](const Copy& copy, NodeId n) { return copy.node < n; });
    if (at != copies_.end() && at->node == node) return;
    copies_.insert(at, {node, false});
}

words::Phrase Copies::phrase(const Labels& labels) const {
    std::string cache;
    std::string disk;
    for (const Copy& copy : copies_)
        (copy.on_disk ? disk : cache) += " " + labels.nodes[index(copy.node)];
    std::vector<words::Phrase> all;
    const auto add = [&](words::Text where, const std::string& nodes) {
        if (!nodes.empty()) all.push_back({where, {{"nodes", nodes}}});
    };
    if (producer_ != no_node) add("copies.memory"_t, " " + labels.nodes[index(producer_)]);
    add("copies.page_cache"_t, cache);
    add("copies.disk"_t, disk);
    if (all.empty()) return "copies.nowhere"_t;
    return {"list"_t, {{"all", std::move(all), "list.comma"_t}}};
}

}  // namespace mqfate::reports
