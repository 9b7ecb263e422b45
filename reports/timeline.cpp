#include "reports/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/words.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

/// Where the copies of one message lie: for each node that has one, memory being no copy.
class Copies {
public:
    void written(NodeId node) { set(node, false); }
    void synced(NodeId node) {
        for (auto& [n, on_disk] : copies_)
            if (n == node) on_disk = true;
    }
    void removed(NodeId node) {
        std::erase_if(copies_, [&](const auto& copy) { return copy.first == node; });
    }
    /// "page cache b1 b2 · disk b3", or "no copy".
    std::string text(const Labels& labels) const {
        std::string cache;
        std::string disk;
        for (const auto& [node, on_disk] : copies_)
            (on_disk ? disk : cache) += " " + labels.nodes[index(node)];
        if (copies_.empty()) return "no copy";
        if (disk.empty()) return "page cache" + cache;
        return cache.empty() ? "disk" + disk : "page cache" + cache + ", disk" + disk;
    }

private:
    void set(NodeId node, bool on_disk) {
        const auto at = std::lower_bound(copies_.begin(), copies_.end(), node,
                                         [](const auto& copy, NodeId n) { return copy.first < n; });
        if (at != copies_.end() && at->first == node) return;
        copies_.insert(at, {node, on_disk});
    }
    std::vector<std::pair<NodeId, bool>> copies_;
};

std::string fact_words(const TraceEvent& event) {
    const auto kind = static_cast<FactKind>(event.code);
    switch (kind) {
        case FactKind::published: return "the application publishes it";
        case FactKind::confirmed: return "tells the application: success";
        case FactKind::rejected: return "tells the application: failure";
        case FactKind::let_go: return "lets it go: no answer is asked for";
        case FactKind::sent_again: return "sends it again";
        case FactKind::appended: return "appends it to the log";
        case FactKind::copied: return "copies it from the leader";
        case FactKind::removed: return "loses its copy: " + std::string(explain(event.cause));
        case FactKind::never_arrived: return "its copy on the way is lost";
        case FactKind::delivered: return "hands it to the application";
        case FactKind::applied: return "the effect takes place";
        case FactKind::readable: return {};
    }
    return {};
}

std::string crash_words(std::uint8_t code) {
    switch (static_cast<CrashKind>(code)) {
        case CrashKind::process: return "its process dies (the page cache lives on)";
        case CrashKind::power: return "loses power, and its page cache with it";
        case CrashKind::disk: return "loses its disk";
    }
    return {};
}

/// What happened, without the node; empty: not worth a line.
std::string words(const TraceEvent& event, const Labels& labels) {
    const auto peer = [&] { return labels.nodes[index(event.peer)]; };
    switch (event.what) {
        case Happening::sent: return labels.bodies[event.code] + " to " + peer();
        case Happening::delivered: return {};  // the facts that follow say what it did
        case Happening::lost: return labels.bodies[event.code] + " to " + peer() + " is lost";
        case Happening::noted: return fact_words(event);
        case Happening::synced: return "it is on disk now";
        case Happening::started: return event.code == 0 ? std::string{} : "starts again";
        case Happening::crashed: return crash_words(event.code);
        case Happening::paused: return "stands still";
        case Happening::resumed: return "goes on";
        case Happening::cut: return "the network is cut";
        case Happening::healed: return "the network heals";
        case Happening::drain: return "faults stop, everything restarts";
        case Happening::disconnected:
        case Happening::fired: return {};
    }
    return {};
}

bool of_everybody(Happening what) {
    return what == Happening::crashed || what == Happening::started || what == Happening::paused ||
           what == Happening::resumed || what == Happening::cut || what == Happening::healed;
}

void follow(Copies& copies, const TraceEvent& event) {
    if (event.what == Happening::synced) copies.synced(event.node);
    if (event.what != Happening::noted) return;
    const auto kind = static_cast<FactKind>(event.code);
    if (kind == FactKind::appended || kind == FactKind::copied) copies.written(event.node);
    if (kind == FactKind::removed) copies.removed(event.node);
}

}  // namespace

std::optional<MessageId> clearest(const Ledger& ledger) {
    const std::size_t levels = ledger.judges_consumers() ? level_count : 1;
    constexpr Fate order[] = {Fate::lost_confirmed, Fate::duplicated, Fate::lost_rejected,
                              Fate::lost_unknown, Fate::phantom};
    for (const Fate fate : order)
        for (std::size_t l = 0; l < levels; ++l)
            for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
                if (ledger.belief({m}) != Belief::unpublished &&
                    ledger.fate(static_cast<Level>(l), {m}) == fate)
                    return MessageId{m};
    for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
        if (ledger.reordered(Level::log, {m})) return MessageId{m};
    return {};
}

std::string timeline(const Trace& trace, MessageId message, const Labels& labels,
                     std::size_t most) {
    struct Line {
        Instant at;
        std::string who, what, copies;
    };
    std::vector<Line> lines;
    Copies copies;
    bool published = false;
    for (const TraceEvent& event : trace.events()) {
        const bool its_own = trace.concerns(event, message);
        if (its_own) follow(copies, event);
        published = published || its_own;
        if (!published || (!its_own && !of_everybody(event.what))) continue;
        std::string what = words(event, labels);
        if (what.empty()) continue;
        std::string who = event.node == no_node ? "" : labels.nodes[index(event.node)];
        lines.push_back({event.at, std::move(who), std::move(what), copies.text(labels)});
    }
    std::size_t wide = 0;
    std::size_t long_text = 0;
    for (const Line& line : lines) {
        wide = std::max(wide, columns(line.who));
        long_text = std::max(long_text, std::min<std::size_t>(columns(line.what), 48));
    }
    std::string text;
    std::string last_copies;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.size() > most && i == most / 2) {
            text += fmt::format("  {:>15}  ... {} more lines\n", "", lines.size() - most);
            i = lines.size() - most / 2;
        }
        const Line& line = lines[i];
        const std::string now = line.copies == last_copies ? "" : line.copies;
        last_copies = line.copies;
        std::string row = "  " + instant(line.at) + "  " + padded(line.who, wide) + "  " +
                          padded(line.what, long_text) + "  " + now;
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

}  // namespace mqfate::reports
