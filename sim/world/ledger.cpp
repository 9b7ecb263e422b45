#include "sim/world/ledger.hpp"

#include <algorithm>

namespace mqfate {

void Ledger::reset(std::uint32_t messages, bool judges_consumers) {
    accounts_.assign(messages, Account{});
    for (auto& level : newest_) level.clear();
    published_ = pending_ = confirmed_ = rejected_ = in_doubt_ = 0;
    judges_consumers_ = judges_consumers;
}

void Ledger::note_one(const Fact& fact, MessageId message) {
    CHECK(index(message) < accounts_.size(), "a fact about a message that the plan does not have");
    Account& account = accounts_[index(message)];
    switch (fact.kind) {
        case FactKind::published:
            CHECK(account.belief == Belief::unpublished, "a message is published twice");
            account.belief = Belief::pending;
            account.producer = fact.node;
            account.scope = static_cast<std::uint16_t>(fact.detail);
            ++published_;
            ++pending_;
            break;
        case FactKind::confirmed: settle(account, Belief::confirmed, confirmed_); break;
        case FactKind::rejected:
            settle(account, Belief::rejected, rejected_);
            if (account.copies == 0 && account.lost == Cause::none)
                account.lost = fact.cause == Cause::none ? Cause::expired_in_producer : fact.cause;
            break;
        case FactKind::let_go: settle(account, Belief::unknown, in_doubt_); break;
        case FactKind::sent_again: account.resent = fact.cause; break;
        case FactKind::appended: appended(account); break;
        case FactKind::copied: ++account.copies; break;
        case FactKind::removed: removed(account, fact.cause); break;
        case FactKind::never_arrived:
            if (account.copies == 0) account.lost = fact.cause;
            break;
        case FactKind::delivered:
            if (account.deliveries++ == 0) see(Level::delivery, message);
            break;
        case FactKind::applied:
            if (account.effects++ == 0) see(Level::effect, message);
            break;
        case FactKind::readable:
            if (account.readable++ == 0) see(Level::log, message);
            break;
    }
}

void Ledger::settle(Account& account, Belief belief, std::uint64_t& counter) {
    CHECK(account.belief == Belief::pending, "a message is settled that is not pending");
    account.belief = belief;
    --pending_;
    ++counter;
}

void Ledger::appended(Account& account) {
    ++account.copies;
    if (account.appends++ == 0) return;
    account.extra = account.resent == Cause::none ? Cause::duplicated_by_network : account.resent;
}

void Ledger::removed(Account& account, Cause cause) {
    CHECK(account.copies > 0, "a copy is removed that nobody has");
    if (--account.copies == 0) account.lost = cause;
}

std::uint32_t& Ledger::newest(Level level, const Account& account) {
    auto& producers = newest_[static_cast<std::size_t>(level)];
    if (index(account.producer) >= producers.size()) producers.resize(index(account.producer) + 1);
    auto& scopes = producers[index(account.producer)];
    if (account.scope >= scopes.size()) scopes.resize(account.scope + 1U, 0U);
    return scopes[account.scope];
}

void Ledger::see(Level level, MessageId message) {
    Account& account = accounts_[index(message)];
    std::uint32_t& newest_seen = newest(level, account);
    if (message.value + 1 < newest_seen)
        account.reordered =
            static_cast<std::uint8_t>(account.reordered | 1U << static_cast<unsigned>(level));
    newest_seen = std::max(newest_seen, message.value + 1);
}

void Ledger::producer_crashed(NodeId producer) {
    for (Account& account : accounts_) {
        if (account.producer != producer || account.belief != Belief::pending) continue;
        settle(account, Belief::unknown, in_doubt_);
        if (account.copies == 0 && account.lost == Cause::none)
            account.lost = Cause::producer_crashed;
    }
}

void Ledger::rename(const Renaming& names) {
    move_to_places(accounts_, names.messages);
    for (Account& account : accounts_) names(account.producer);
    for (auto& level : newest_) {
        std::vector<std::vector<std::uint32_t>> renamed;
        for (std::size_t node = 0; node < level.size(); ++node) {
            if (level[node].empty()) continue;
            const std::size_t place = index(names.nodes[node]);
            if (place >= renamed.size()) renamed.resize(place + 1);
            for (std::uint32_t& newest : level[node])
                if (newest != 0) newest = names.messages[newest - 1].value + 1;
            renamed[place] = std::move(level[node]);
        }
        level = std::move(renamed);
    }
}

std::uint32_t Ledger::times_seen(Level level, MessageId message) const {
    const Account& account = accounts_[index(message)];
    switch (level) {
        case Level::log: return account.readable;
        case Level::delivery: return account.deliveries;
        case Level::effect: return account.effects;
    }
    return 0;
}

bool Ledger::reordered(Level level, MessageId message) const {
    return (accounts_[index(message)].reordered >> static_cast<unsigned>(level) & 1U) != 0;
}

Fate Ledger::fate(Level level, MessageId message) const {
    const Account& account = accounts_[index(message)];
    const std::uint32_t seen = times_seen(level, message);
    if (seen > 1) return Fate::duplicated;
    if (seen == 1) {
        if (account.belief == Belief::rejected) return Fate::phantom;
        return level == Level::effect && account.deliveries > 1 ? Fate::absorbed
                                                                : Fate::exactly_once;
    }
    if (account.belief == Belief::confirmed) return Fate::lost_confirmed;
    return account.belief == Belief::rejected ? Fate::lost_rejected : Fate::lost_unknown;
}

Cause Ledger::loss_cause(Level level, MessageId message) const {
    const Account& account = accounts_[index(message)];
    if (account.readable == 0) return account.lost_from_log();
    if (account.deliveries > 0 && level == Level::effect)
        return Cause::offset_committed_before_processing;
    // In the log, and never handed over: skipped if a later one was, else not reached.
    const auto& scopes = newest_[static_cast<std::size_t>(Level::delivery)];
    const bool passed = index(account.producer) < scopes.size() &&
                        account.scope < scopes[index(account.producer)].size() &&
                        scopes[index(account.producer)][account.scope] > message.value;
    return passed ? Cause::offset_committed_before_processing : Cause::never_consumed;
}

Cause Ledger::cause(Level level, MessageId message) const {
    const Account& account = accounts_[index(message)];
    const std::uint32_t seen = times_seen(level, message);
    if (seen == 0) return loss_cause(level, message);
    if (seen == 1) return reordered(level, message) ? Cause::retried_behind_later : Cause::none;
    if (level == Level::log) return account.extra;
    return account.readable > 1 ? Cause::duplicate_in_log : Cause::redelivered_after_crash;
}

Fates Ledger::judge() const {
    Fates fates;
    const std::size_t levels = judges_consumers_ ? level_count : 1;
    for (std::uint32_t m = 0; m < accounts_.size(); ++m) {
        const MessageId message{m};
        const Account& account = accounts_[m];
        if (account.belief == Belief::unpublished) continue;
        for (std::size_t l = 0; l < levels; ++l) {
            const auto level = static_cast<Level>(l);
            ++fates.at(level, fate(level, message));
            if (reordered(level, message)) ++fates.at(level, Fate::reordered);
        }
        const auto count = [&](Cause cause, std::uint64_t n) {
            fates.causes[static_cast<std::size_t>(cause)] += n;
        };
        if (account.readable == 0) count(account.lost_from_log(), 1);
        if (account.readable > 1) count(account.extra, account.readable - 1U);
        if (reordered(Level::log, message)) count(Cause::retried_behind_later, 1);
        if (!judges_consumers_) continue;
        if (account.readable > 0 && account.effects == 0)
            count(loss_cause(Level::effect, message), 1);
        const std::uint32_t expected = std::max<std::uint32_t>(account.readable, 1);
        if (account.effects > expected)
            count(Cause::redelivered_after_crash, account.effects - expected);
    }
    return fates;
}

}  // namespace mqfate
