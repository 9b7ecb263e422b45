// The ledger: turns facts into the fate of every message. It alone judges, and only after the
// drain.
//
// A message is one intent of the application; sending it again is the same message. Three levels
// are counted, since systems promise different ones: log (copies readable in the queue), delivery
// (times handed to the application), effect (times the business effect took place).
//
// Invariants, checked after every step:
//   (1) published = settled (confirmed or rejected) + in doubt + pending.
//   (2) No message has fewer than zero copies, and none is settled twice.
// Tested by: tests/sim/world/ledger_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/renaming.hpp"

namespace mqfate {

enum class Level : std::uint8_t { log, delivery, effect };
inline constexpr std::size_t level_count = 3;

/// What became of one message at one level. Exactly one of the first seven holds; `reordered` is
/// counted beside them.
enum class Fate : std::uint8_t {
    exactly_once,
    lost_confirmed,  ///< none, though the producer was told success: the silent loss
    lost_rejected,   ///< none, and the producer was told failure
    lost_unknown,    ///< none, and the producer never asked or never learnt
    duplicated,      ///< more than one
    absorbed,        ///< effect: delivered more than once, applied once
    phantom,         ///< one, although the producer was told failure
    reordered,       ///< first seen after a later message of its order scope
};
inline constexpr std::size_t fate_count = 8;

/// What the producer believes.
enum class Belief : std::uint8_t { unpublished, pending, confirmed, rejected, unknown };

/// What a run comes to: messages by fate, and every lost or extra copy by its cause.
struct Fates {
    std::array<std::array<std::uint64_t, fate_count>, level_count> counts{};
    /// A loss or an extra copy is counted at the first level at which it shows.
    std::array<std::uint64_t, cause_count> causes{};
    friend bool operator==(const Fates&, const Fates&) = default;

    std::uint64_t at(Level level, Fate fate) const {
        return counts[static_cast<std::size_t>(level)][static_cast<std::size_t>(fate)];
    }
    std::uint64_t& at(Level level, Fate fate) {
        return counts[static_cast<std::size_t>(level)][static_cast<std::size_t>(fate)];
    }
    std::uint64_t caused_by(Cause cause) const { return causes[static_cast<std::size_t>(cause)]; }
};

class Ledger {
public:
    /// Forgets everything; keeps memory. `messages`: how many will be published at most.
    /// `judges_consumers`: whether the delivery and effect levels mean anything.
    void reset(std::uint32_t messages, bool judges_consumers);

    /// Takes one fact in. `records`: the list that ranges refer to.
    void note(const Fact& fact, const Records& records) {
        if (fact.records.count == 0) return note_one(fact, fact.message);
        for (const MessageId message : records.span(fact.records.first, fact.records.count))
            note_one(fact, message);
    }

    /// The process of a producer died: what it had not settled is in doubt from now on.
    void producer_crashed(NodeId producer);

    /// Checks invariant (1).
    void check() const {
        CHECK(published_ == confirmed_ + rejected_ + in_doubt_ + pending_,
              "published = settled + in doubt + pending");
    }

    std::uint64_t published() const { return published_; }
    std::uint64_t pending() const { return pending_; }
    std::uint64_t confirmed() const { return confirmed_; }
    std::uint64_t rejected() const { return rejected_; }

    /// The fates, after the drain and the audit.
    Fates judge() const;

    // For reports about a single message.
    Fate fate(Level level, MessageId message) const;
    bool reordered(Level level, MessageId message) const;
    /// Why it is lost or there more than once at `level`; Cause::none if neither.
    Cause cause(Level level, MessageId message) const;
    Belief belief(MessageId message) const { return accounts_[index(message)].belief; }
    std::uint32_t times_seen(Level level, MessageId message) const;
    std::uint32_t message_count() const { return static_cast<std::uint32_t>(accounts_.size()); }
    bool judges_consumers() const { return judges_consumers_; }

    friend bool operator==(const Ledger&, const Ledger&) = default;
    /// The same for other names of nodes and messages.
    void rename(const Renaming& names);
    /// For encoding.hpp: what later facts build on and fates are made of. Left out: causes, and by
    /// how much something was seen more than twice; they explain a fate and do not change it.
    template <class Self, class Coder> static void code(Self& self, Coder& coder);

private:
    struct Account {
        NodeId producer = no_node;
        std::uint16_t scope = 0;
        std::uint16_t copies = 0;    ///< held by replicas now
        std::uint16_t appends = 0;   ///< by leaders
        std::uint16_t readable = 0;  ///< found by the audit
        std::uint16_t deliveries = 0;
        std::uint16_t effects = 0;
        Belief belief = Belief::unpublished;
        Cause lost = Cause::none;    ///< how its last copy went
        Cause resent = Cause::none;  ///< why it was last sent again
        Cause extra = Cause::none;   ///< why it was last appended once more
        std::uint8_t reordered = 0;  ///< bit by level
        friend bool operator==(const Account&, const Account&) = default;

        /// Why no reader finds it.
        Cause lost_from_log() const { return copies > 0 ? Cause::left_on_a_follower : lost; }
    };

    void note_one(const Fact& fact, MessageId message);
    void settle(Account& account, Belief belief, std::uint64_t& counter);
    void appended(Account& account);
    void removed(Account& account, Cause cause);
    /// The first sight of a message at a level: is a later one of its scope known already?
    void see(Level level, MessageId message);
    std::uint32_t& newest(Level level, const Account& account);
    Cause loss_cause(Level level, MessageId message) const;

    std::vector<Account> accounts_;  // by MessageId
    // By level, producer, scope: 1 + the newest message seen so far.
    std::array<std::vector<std::vector<std::uint32_t>>, level_count> newest_;
    std::uint64_t published_ = 0;
    std::uint64_t pending_ = 0;
    std::uint64_t confirmed_ = 0;
    std::uint64_t rejected_ = 0;
    std::uint64_t in_doubt_ = 0;
    bool judges_consumers_ = false;
};

template <class Self, class Coder> void Ledger::code(Self& self, Coder& coder) {
    if constexpr (Coder::reads) {
        self.accounts_.assign(coder.length(), Account{});
    } else {
        coder.length(self.accounts_.size());
    }
    for (auto& account : self.accounts_) {
        coder(account.producer);
        coder(account.scope);
        coder(account.copies);
        coder.capped(account.deliveries, std::uint16_t{2});
        coder.capped(account.effects, std::uint16_t{2});
        coder(account.belief);
        coder(account.reordered);
    }
    for (auto& level : self.newest_) coder(level);
    for (auto* counter :
         {&self.published_, &self.pending_, &self.confirmed_, &self.rejected_, &self.in_doubt_})
        coder(*counter);
    coder(self.judges_consumers_);
}

}  // namespace mqfate
