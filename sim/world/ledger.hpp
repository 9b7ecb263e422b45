// The ledger: turns facts into the fate of every message. It alone judges, and only after the
// drain.
//
// A message is one intent of the application; sending it again is the same message. Three levels
// are counted, since systems promise different ones: log (copies that the queue has, or has let go
// of because they were acknowledged), delivery (times handed to the application), effect (times the
// business effect took branch, and was not undone). The log is judged by queue, the other two by
// audience (publication.hpp); where there is one of each, a branch is always 0.
//
// Invariants, checked after every step:
//   (1) published = settled (confirmed or rejected) + in doubt + pending.
//   (2) No message has fewer than zero copies, effects or retired copies, and none is settled
//   twice.
// Tested by: tests/sim/world/ledger_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/publication.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

enum class Level : std::uint8_t { log, delivery, effect };
inline constexpr std::size_t level_count = 3;

/// What became of one message at one level. Exactly one holds; only `reordered` is counted beside
/// the others.
enum class Fate : std::uint8_t {
    exactly_once,
    lost_confirmed,  ///< none, though the producer was told success: the silent loss
    lost_rejected,   ///< none, and the producer was told failure
    lost_unknown,    ///< none, and the producer never asked or never learnt
    duplicated,      ///< more than one
    absorbed,        ///< effect: delivered more than once, applied once
    phantom,         ///< one, although the producer was told failure
    reordered,       ///< first seen after a later message of its order scope
    parked,          ///< none, and it lies in a dead-letter queue or error list, for a person
};
inline constexpr std::size_t fate_count = 9;

/// What the producer believes.
enum class Belief : std::uint8_t { unpublished, pending, confirmed, rejected, unknown };

/// How many by level and fate.
struct FateCounts {
    std::array<std::array<std::uint64_t, fate_count>, level_count> by_level{};
    friend bool operator==(const FateCounts&, const FateCounts&) = default;

    std::uint64_t at(Level level, Fate fate) const {
        return by_level[static_cast<std::size_t>(level)][static_cast<std::size_t>(fate)];
    }
    std::uint64_t& at(Level level, Fate fate) {
        return by_level[static_cast<std::size_t>(level)][static_cast<std::size_t>(fate)];
    }
    /// How many were judged at a level: messages, times the queues or audiences that they are for.
    std::uint64_t judged(Level level) const {
        std::uint64_t all = 0;
        for (const std::uint64_t count : by_level[static_cast<std::size_t>(level)]) all += count;
        return all - at(level, Fate::reordered);
    }
};

/// What a run comes to: messages by fate, and every lost or extra copy by its cause. A message that
/// is for two audiences counts twice at the levels of audiences.
struct Fates {
    FateCounts all;
    /// The same of each audience alone, in the order of destinations; empty where there is only
    /// one.
    std::vector<FateCounts> by_audience;
    /// A loss or an extra copy is counted at the first level at which it shows.
    CauseCounts causes;
    friend bool operator==(const Fates&, const Fates&) = default;

    std::uint64_t at(Level level, Fate fate) const { return all.at(level, fate); }
    std::uint64_t& at(Level level, Fate fate) { return all.at(level, fate); }
    std::uint64_t caused_by(Cause cause) const { return causes[cause]; }
};

class Ledger {
public:
    /// Forgets everything; keeps memory. `messages`: how many will be published at most.
    void reset(std::uint32_t messages, const Publication& publication);

    /// Takes one fact in. `records`: the list that ranges refer to.
    void note(const Fact& fact, const Records& records);

    /// Checks invariant (1).
    void check() const {
        ENSURE(published_ == confirmed_ + rejected_ + in_doubt_ + pending_,
               "published = settled + in doubt + pending");
    }

    std::uint64_t published() const { return published_; }
    std::uint64_t pending() const { return pending_; }
    std::uint64_t confirmed() const { return confirmed_; }
    std::uint64_t rejected() const { return rejected_; }

    /// The fates, after the drain and the audit; of audiences together.
    Fates judge() const;
    /// The same, and of each audience alone where there are several. `publication`: that of
    /// reset().
    Fates judge(const Publication& publication) const;

    // For reports about a single message.
    /// How many queues (level log) or audiences the message is for.
    Branch branches(Level level, MessageId message) const;
    Fate fate(Level level, MessageId message, Branch branch = 0) const;
    bool reordered(Level level, MessageId message, Branch branch = 0) const;
    /// Why it is lost or there more than once at `level`; Cause::none if neither.
    Cause cause(Level level, MessageId message, Branch branch = 0) const;
    Belief belief(MessageId message) const { return accounts_[index(message)].belief; }
    std::uint32_t times_seen(Level level, MessageId message, Branch branch = 0) const;
    std::uint32_t message_count() const { return static_cast<std::uint32_t>(accounts_.size()); }
    /// Whether there is any audience: otherwise only the log is judged.
    bool judges_consumers() const { return audiences_ > 0; }

    friend bool operator==(const Ledger&, const Ledger&) = default;
    /// The same for other names of nodes and messages.
    void rename(const Renaming& names);
    /// For encoding.hpp: what later facts build on and fates are made of. Left out: causes, and by
    /// how much something was seen more than twice; they explain a fate and do not change it.
    template <class Self, class Coder> static void code(Self& self, Coder& coder);

private:
    /// What one queue has of a message.
    struct Copies {
        std::uint16_t held = 0;      ///< by replicas now
        std::uint16_t appends = 0;   ///< by leaders
        std::uint16_t readable = 0;  ///< found by the audit
        std::uint16_t retired = 0;   ///< let go of, since it was acknowledged
        Cause lost = Cause::none;    ///< how its last copy went
        Cause extra = Cause::none;   ///< why it was last appended once more
        bool parked = false;
        bool reordered = false;
        friend bool operator==(const Copies&, const Copies&) = default;

        std::uint32_t seen() const { return std::uint32_t{readable} + retired; }
        /// Why no reader finds it.
        Cause lost_from_log() const { return held > 0 ? Cause::left_on_a_follower : lost; }
    };
    /// What one audience has got of a message.
    struct Reading {
        std::uint16_t deliveries = 0;
        std::uint16_t effects = 0;
        Cause again = Cause::none;   ///< why it was last delivered once more
        Cause passed = Cause::none;  ///< why it was first passed over: not to be worked on any more
        Cause undone = Cause::none;  ///< why its last effect did not last
        bool parked = false;
        bool delivered_late = false;  ///< first delivered after a later message of its scope
        bool applied_late = false;    ///< its first effect came after that of a later one
        friend bool operator==(const Reading&, const Reading&) = default;

        /// At a level of audiences.
        Fate fate(Level level, Belief belief) const;
    };
    struct Account {
        NodeId producer = no_node;
        std::uint16_t scope = 0;
        Belief belief = Belief::unpublished;
        Cause resent = Cause::none;  ///< why it was last sent again
        std::uint8_t queues = 1;     ///< that it is for
        std::uint8_t audiences = 0;  ///< that it is for
        friend bool operator==(const Account&, const Account&) = default;
    };

    using Messages = std::span<const MessageId>;
    void note_beliefs(const Fact& fact, Messages messages);
    void note_parked(const Fact& fact, Messages messages);
    void note_acknowledged(const Fact& fact, Messages messages);
    void note_readings(const Fact& fact, Messages messages);
    /// Calls `take(row, message, branch)` for all that a fact is about.
    template <class Take> void each_copy(const Fact& fact, Messages messages, Take&& take);
    template <class Take> void each_reading(const Fact& fact, Messages messages, Take&& take);
    void settle(Account& account, Belief belief, std::uint64_t& counter);
    /// The producer has let go of it, because of `cause`: so that is how it went, if it has no
    /// copy.
    void went(MessageId message, Cause cause);
    void appended_again(Copies& row, MessageId message);
    void removed(Copies& row, Cause cause);
    /// The first sight of a message at a level: whether a later one of its scope is known already.
    bool comes_late(Level level, MessageId message, Branch branch);
    /// 1 + the newest message of its scope that was seen so far.
    std::uint32_t& newest_seen(Level level, const Account& account, Branch branch);
    Cause loss_cause(Level level, MessageId message, Branch branch) const;
    void judge_log(MessageId message, Fates& fates) const;
    /// What is not once and in order.
    static void explain(const Copies& row, Fate fate, Fates& fates);
    void judge_reading(MessageId message, Branch branch, Fates& fates) const;

    /// Requires: the plan has the message.
    Account& account(MessageId message);
    Copies& copies(MessageId m, Branch queue) { return copies_[index(m) * queues_ + queue]; }
    const Copies& copies(MessageId m, Branch queue) const {
        return copies_[index(m) * queues_ + queue];
    }
    Reading& reading(MessageId m, Branch audience) {
        return readings_[index(m) * audiences_ + audience];
    }
    const Reading& reading(MessageId m, Branch audience) const {
        return readings_[index(m) * audiences_ + audience];
    }
    std::size_t width(Level level) const { return level == Level::log ? queues_ : audiences_; }

    std::vector<Account> accounts_;  // by MessageId
    std::vector<Copies> copies_;     // by MessageId and queue
    std::vector<Reading> readings_;  // by MessageId and audience
    std::uint8_t queues_ = 1;        // of any message, at most
    std::uint8_t audiences_ = 0;     // the same
    // By level, producer, scope and branch: 1 + the newest message seen so far.
    std::array<std::vector<std::vector<std::uint32_t>>, level_count> newest_;
    std::uint64_t published_ = 0;
    std::uint64_t pending_ = 0;
    std::uint64_t confirmed_ = 0;
    std::uint64_t rejected_ = 0;
    std::uint64_t in_doubt_ = 0;
};

template <class Self, class Coder> void Ledger::code(Self& self, Coder& coder) {
    coder(self.queues_);
    coder(self.audiences_);
    if constexpr (Coder::reads) {
        self.accounts_.assign(coder.length(), Account{});
        self.copies_.assign(self.accounts_.size() * self.queues_, Copies{});
        self.readings_.assign(self.accounts_.size() * self.audiences_, Reading{});
    } else {
        coder.length(self.accounts_.size());
    }
    for (auto& account : self.accounts_) {
        coder(account.producer);
        coder(account.scope);
        coder(account.belief);
        coder(account.queues);
        coder(account.audiences);
    }
    for (auto& copies : self.copies_) {
        coder(copies.held);
        coder(copies.retired);
        coder(copies.parked);
        coder(copies.reordered);
    }
    for (auto& reading : self.readings_) {
        coder.capped(reading.deliveries, std::uint16_t{2});
        coder.capped(reading.effects, std::uint16_t{2});
        coder(reading.parked);
        coder(reading.delivered_late);
        coder(reading.applied_late);
    }
    for (auto& level : self.newest_) coder(level);
    for (auto* counter :
         {&self.published_, &self.pending_, &self.confirmed_, &self.rejected_, &self.in_doubt_})
        coder(*counter);
}

}  // namespace mqfate
