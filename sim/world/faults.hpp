// Faults as data: an ordered list of rules that give verdicts on messages, and faults of nodes.
//
// Each copy of a message is shown to the rules in order; the first verdict that is not `pass` wins.
// Faults of nodes come in pairs (crash and restart, shutdown and restart, pause and resume, cut and
// heal, slow and normal): `lasts` says how long until the second half; without it, until the drain.
// All of this is part of the plan and never changes; what has struck is counted in FaultCounts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/cast.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/kind.hpp"

namespace mqfate {

enum class Verdict : std::uint8_t {
    pass,
    late,       ///< deliver it after an extra delay
    duplicate,  ///< deliver it twice (datagrams; on a connection TCP removes the copy: `pass`)
    drop,       ///< a datagram vanishes; a connection withholds it and all that follows
    reset,      ///< the connection ends at once
};

/// A kind of message: its code (kind.hpp).
using BodyKind = std::uint8_t;
inline constexpr BodyKind any_body = no_kind;

/// A moment that a lesson can point at. Either the n-th fact of a kind (about `message`, if given),
/// or the n-th time a message of a kind is sent.
struct Moment {
    enum class Of : std::uint8_t { fact, sent } of = Of::fact;
    FactKind fact{};
    BodyKind body = any_body;
    std::optional<MessageId> message;
    NodeId from = no_node;  ///< no_node: anybody
    NodeId to = no_node;
    std::uint32_t nth = 1;
    /// What the same handler was still about to do at that instant does not happen, if the process
    /// that it runs in dies.
    bool inside = true;
};

/// When a fault strikes.
struct When {
    enum class Kind : std::uint8_t {
        at,      ///< at `from`
        window,  ///< once, at an instant drawn uniformly from [from, until]
        rate,    ///< again and again, after a drawn `gap` since the start or the last repair
        moment,  ///< at `moment`, plus `after`
    } kind = Kind::at;
    Instant from{};
    Instant until = Instant::never();
    Delay gap;
    Moment moment;
    Duration after{};
};

struct MessageRule {
    std::string label;  ///< as the scenario wrote it, for reports
    Verdict verdict{};
    BodyKind body = any_body;
    NodeId from = no_node;
    NodeId to = no_node;
    Ratio probability = Ratio::one();
    std::uint32_t nth = 0;    ///< only the n-th match; 0: every match
    std::uint32_t limit = 0;  ///< at most so many strikes a run; 0: no limit
    Instant begins{};
    Instant ends = Instant::never();
    Delay extra;  ///< of `late`
};

/// Whom a fault strikes: nodes by name, or whoever holds a post at that instant.
struct Target {
    std::vector<NodeId> nodes;
    std::optional<PostId> post;
};

struct NodeFault {
    enum class Kind : std::uint8_t {
        crash,
        pause,
        cut,
        slow,
        disconnect,  ///< all connections of the node are reset; has no second half
        /// The process is asked to end, does what it must, and ends: `lasts` counts from there. It
        /// strikes nobody who does not run, stands still, or was asked before.
        shutdown,
    } kind = Kind::crash;
    std::string label;
    CrashKind crash = CrashKind::process;
    Delay exit;  ///< of a host that stays: until it has freed the process and closes
                 ///< its connections
    Ratio torn;  ///< power, page cache: odds that a part of the unsynced survives
    Target target;
    When when;
    std::optional<Duration> lasts;  ///< nothing: until the drain
    /// Index into FaultPlan::cuts. With a post: of the first of as many cuts as it has candidates,
    /// the n-th of which is made where the n-th candidate holds it.
    std::uint16_t cut = 0;
    /// Of a shutdown: who has not ended for so long is killed. Default: systemd's
    /// (DefaultTimeoutStopSec of systemd-system.conf).
    Duration patience = seconds(90);
    /// Of a shutdown: not all targets at once, but each when the one before is back
    /// (Model::is_back). Requires: targets by name, `lasts`.
    bool one_by_one = false;
    Delay slow_by;            ///< added to each packet from and to the node
    std::uint32_t limit = 0;  ///< of a rate; 0: no limit

    /// How often it strikes at most where nobody says how often.
    std::size_t turns() const { return one_by_one ? target.nodes.size() : 1; }
};

/// A partition: ordered pairs (from, to) between which nothing passes.
using CutPairs = std::vector<std::pair<NodeId, NodeId>>;

struct FaultPlan {
    std::vector<MessageRule> rules;
    std::vector<NodeFault> nodes;
    std::vector<CutPairs> cuts;
    bool swarm = false;  ///< each run draws which of them are on at all (sim/run/swarm.hpp)
    bool empty() const { return rules.empty() && nodes.empty(); }
    bool has(NodeFault::Kind kind) const {
        return std::any_of(nodes.begin(), nodes.end(),
                           [kind](const NodeFault& fault) { return fault.kind == kind; });
    }
};

}  // namespace mqfate
