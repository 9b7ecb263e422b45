// The context: all that a role may ask for while it handles one message or one timer.
//
// Nothing happens before the handler returns: the context writes effects into a reused list, and
// the kernel applies them in order. A role cannot read a clock, draw a number or see another node,
// since there is no way to ask for it here.
//
// `V` (vocabulary) names what the roles of all systems say to each other: Body (messages), Timer,
// Store (immutable shared data: append only) and Settings (what never changes during a run).
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/network.hpp"
#include "sim/world/timer_key.hpp"

namespace mqfate {

/// An index into the delays of the plan (work times, gaps between messages).
using DelayId = Strong<struct DelayTag, std::uint16_t>;
inline constexpr DelayId no_delay{0xffff};

/// How long a timer waits, in words a role may use: a fixed time, give or take `jitter_percent` of
/// it and `jitter` beside, `most` at most; plus a drawn time. The driver draws, once for each
/// (owner, kind of timer, `subject`).
struct Wait {
    Duration fixed{};
    DelayId drawn = no_delay;
    std::uint8_t jitter_percent = 0;
    /// Whoever waits draws the jitter anew when the wait is over, and waits on if that is longer.
    bool drawn_at_each_look = false;
    /// The timer is armed already, and is looked at before it is over: what has passed counts.
    bool looks_again = false;
    std::uint32_t subject = 0;
    Duration most = forever();
    Duration jitter{};
    friend bool operator==(const Wait&, const Wait&) = default;

    /// Nothing of it is drawn.
    bool is_fixed() const {
        return drawn == no_delay && jitter_percent == 0 && jitter == Duration{} &&
               !drawn_at_each_look;
    }
};

/// A file of a node's disk, dense from 0; and a position in it, in units of its owner's choice.
using FileId = Strong<struct FileTag, std::uint16_t>;
using Position = Strong<struct PositionTag, std::uint32_t>;

// What the kernel tells a role, besides messages and timers.
/// The process has just started; what was in memory is gone, what the disk kept is there.
struct Started {
    bool again = false;  ///< it ran before in this world
};
/// The process is asked to end in good order (SIGTERM): it does what it must before, and then says
/// Context::exit(). A role without a handler for this has nothing to do, and ends at once.
struct ShutDownAsked {};
/// The connection with `peer` has ended. `as_client`: the one that this node had opened.
struct Disconnected {
    NodeId peer;
    bool as_client = false;
    Lane lane = 0;
};
/// The host of `peer` has accepted the connection that this node has opened; what runs there need
/// not have looked at it. Told when the first message arrives there, at the latest, and perhaps
/// more than once. A role may learn from it only how long to wait: drivers that know no time do not
/// tell it.
struct Connected {
    NodeId peer;
    Lane lane = 0;
};
/// This node's socket of the connection with `peer` takes nothing more for now (`full`), or has
/// room again. `as_client`: the one that this node had opened.
struct SendBuffer {
    NodeId peer;
    bool full = false;
    bool as_client = true;
    Lane lane = 0;
};
/// The sync of `file` that was asked for is done: all up to `position` survives a power loss.
struct Synced {
    FileId file;
    Position position;
    bool replaced = false;  ///< it was asked for by replace(): the file is the new one now
};
/// The sync of `file` that was asked for has failed: nothing more is durable than before.
struct SyncFailed {
    FileId file;
    bool replaced = false;  ///< as in Synced
};

// Effects.
// clang-format off
template <class V> struct Request { NodeId server; Lane lane; typename V::Body body; };
template <class V> struct Reply { NodeId client; Lane lane; typename V::Body body; };
struct Close { NodeId server; Lane lane = 0; };
struct HangUp { NodeId client; Lane lane = 0; };  ///< no_node: on everybody, the process ends
template <class V> struct Arm { typename V::Timer timer; Wait wait; TimerKey key{}; };
template <class V> struct Cancel { typename V::Timer timer; TimerKey key{}; };
struct Write { FileId file; Position end; };
struct Sync { FileId file; };
struct CutBack { FileId file; Position end; };
struct Replace { FileId file; Position end; };
// clang-format on

// At most eleven: std::visit of libstdc++ is a switch up to there, and a call through a table
// beyond.
template <class V>
using Effect = std::variant<Request<V>, Reply<V>, Arm<V>, Cancel<V>, Fact, Write, Sync, CutBack,
                            Close, HangUp, Replace>;

template <class V> class Context {
    static_assert(std::variant_size_v<Effect<V>> <= 11);

public:
    using Body = typename V::Body;
    using Timer = typename V::Timer;
    using Store = typename V::Store;
    using Settings = typename V::Settings;

    Context(NodeId self, const Settings& settings, Store& store, std::vector<Effect<V>>& effects,
            Lane lane = 0)
        : self_(self), lane_(lane), settings_(settings), store_(store), effects_(effects) {}

    NodeId self() const { return self_; }
    /// Of the connection that the message came on that is handled now; 0 where none is.
    Lane lane() const { return lane_; }
    const Settings& settings() const { return settings_; }
    /// Immutable data that lives once in the world; a role may append to it.
    Store& store() { return store_; }

    /// Sends on the connection that this node opened to `server`; opens one if there is none.
    /// `message`: a Body, or one of its alternatives.
    template <class Message> void request(NodeId server, Message&& message, Lane lane = 0) {
        effects_.emplace_back(std::in_place_type<Request<V>>, server, lane,
                              std::forward<Message>(message));
    }
    /// Sends on the connection that `client` opened to this node: the lane that the message came on
    /// that is handled now. If it has ended, nothing is sent.
    template <class Message> void reply(NodeId client, Message&& message) {
        push(client, std::forward<Message>(message), lane_);
    }
    /// The same without having been asked.
    template <class Message> void push(NodeId client, Message&& message, Lane lane = 0) {
        effects_.emplace_back(std::in_place_type<Reply<V>>, client, lane,
                              std::forward<Message>(message));
    }
    /// Ends the connection to `server`: answers under way are lost, the server learns of it after
    /// what is under way to it. This node is not told (it knows).
    void close(NodeId server, Lane lane = 0) { effects_.emplace_back(Close{server, lane}); }
    /// Ends the connection that `client` opened, from the server's side. This node is not told.
    void hang_up(NodeId client, Lane lane = 0) { effects_.emplace_back(HangUp{client, lane}); }

    /// Arms `timer`; if an equal one is armed, its instant moves.
    template <class T> void arm(const T& timer, Wait wait) {
        effects_.emplace_back(std::in_place_type<Arm<V>>, timer, wait, pack(timer));
    }
    template <class T> void arm(const T& timer, Duration after) {
        arm(timer, Wait{.fixed = after});
    }
    /// Disarms `timer`; nothing happens if it is not armed.
    template <class T> void cancel(const T& timer) {
        effects_.emplace_back(std::in_place_type<Cancel<V>>, timer, pack(timer));
    }

    /// The file now ends at `end`, in the page cache: it survives the process, not the power.
    void write(FileId file, Position end) { effects_.emplace_back(Write{file, end}); }
    /// Asks the disk to make durable what is written now; `on(Synced)` follows.
    void sync(FileId file) { effects_.emplace_back(Sync{file}); }
    /// Replaces the file as one by a new one that ends at `end`; `on(Synced)` follows. Until then
    /// it is the old one, for a crash too.
    void replace(FileId file, Position end) { effects_.emplace_back(Replace{file, end}); }
    /// The file was truncated to `end`.
    void cut_back(FileId file, Position end) { effects_.emplace_back(CutBack{file, end}); }

    /// The process ends when all that this handler has asked for has happened: what is in memory is
    /// gone then, and its connections are closed. Requires: it was asked to (ShutDownAsked).
    void exit() { effects_.emplace_back(HangUp{no_node}); }

    void note(FactKind kind, RecordRange records, Cause cause = Cause::none) {
        effects_.emplace_back(
            Fact{.kind = kind, .cause = cause, .node = self_, .records = records});
    }
    void note(FactKind kind, MessageId message, Cause cause = Cause::none) {
        effects_.emplace_back(
            Fact{.kind = kind, .cause = cause, .node = self_, .message = message});
    }
    /// The same with a scope or a branch (facts.hpp); `node` need not be said.
    void note(Fact fact) {
        fact.node = self_;
        effects_.emplace_back(fact);
    }

private:
    NodeId self_;
    Lane lane_;
    const Settings& settings_;
    Store& store_;
    std::vector<Effect<V>>& effects_;
};

}  // namespace mqfate
