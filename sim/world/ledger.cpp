#include "sim/world/ledger.hpp"

#include <algorithm>

namespace mqfate {
namespace {

Fate fate_of(Belief belief, std::uint32_t seen, bool parked) {
    if (seen > 1) return Fate::duplicated;
    if (seen == 1) return belief == Belief::rejected ? Fate::phantom : Fate::exactly_once;
    if (parked) return Fate::parked;
    if (belief == Belief::confirmed) return Fate::lost_confirmed;
    return belief == Belief::rejected ? Fate::lost_rejected : Fate::lost_unknown;
}

/// So that `table[row][place]` is there.
void make_room(std::vector<std::vector<std::uint32_t>>& table, std::size_t row, std::size_t place) {
    if (row >= table.size()) table.resize(row + 1);
    if (place >= table[row].size()) table[row].resize(place + 1, 0U);
}

}  // namespace

void Ledger::reset(std::uint32_t messages, const Publication& publication) {
    const auto most = [&](auto list) {
        std::size_t longest = 0;
        for (const Destination& to : publication.destinations)
            longest = std::max(longest, (to.*list).size());
        ENSURE(longest < 0xff, "a message is for at most 254 queues or audiences");
        return static_cast<std::uint8_t>(longest);
    };
    queues_ = most(&Destination::queues);
    audiences_ = most(&Destination::audiences);
    const auto account_for = [](const Destination& to) {
        Account account;
        account.queues = static_cast<std::uint8_t>(to.queues.size());
        account.audiences = static_cast<std::uint8_t>(to.audiences.size());
        return account;
    };
    accounts_.clear();
    for (const PublisherSeat& seat : publication.publishers)
        accounts_.insert(accounts_.end(), seat.messages,
                         account_for(publication.destinations[seat.destination]));
    accounts_.resize(messages, account_for(publication.destinations.front()));
    copies_.assign(std::size_t{messages} * queues_, Copies{});
    readings_.assign(std::size_t{messages} * audiences_, Reading{});
    for (auto& level : newest_) level.clear();
    published_ = pending_ = confirmed_ = rejected_ = in_doubt_ = 0;
}

Ledger::Account& Ledger::account(MessageId message) {
    ENSURE(index(message) < accounts_.size(), "a fact about a message that the plan does not have");
    return accounts_[index(message)];
}

// Of each queue that the fact is about.
template <class Take> void Ledger::each_copy(const Fact& fact, Messages messages, Take&& take) {
    if (fact.branch != everywhere) {
        for (const MessageId message : messages) {
            ENSURE(fact.branch < account(message).queues, "a queue that the message is not for");
            take(copies(message, fact.branch), message, fact.branch);
        }
        return;
    }
    for (const MessageId message : messages)
        for (Branch queue = 0, end = account(message).queues; queue < end; ++queue)
            take(copies(message, queue), message, queue);
}

template <class Take> void Ledger::each_reading(const Fact& fact, Messages messages, Take&& take) {
    if (fact.branch != everywhere) {
        for (const MessageId message : messages) {
            ENSURE(fact.branch < account(message).audiences,
                   "an audience that the message is not for");
            take(reading(message, fact.branch), message, fact.branch);
        }
        return;
    }
    for (const MessageId message : messages)
        for (Branch to = 0, end = account(message).audiences; to < end; ++to)
            take(reading(message, to), message, to);
}

void Ledger::note(const Fact& fact, const Records& records) {
    const Messages messages = fact.records.count == 0
                                  ? Messages(&fact.message, 1)
                                  : records.span(fact.records.first, fact.records.count);
    switch (fact.kind) {
        case FactKind::published:
        case FactKind::confirmed:
        case FactKind::rejected:
        case FactKind::let_go:
        case FactKind::sent_again: return note_beliefs(fact, messages);
        // Half of all facts are about copies: they are told apart here, at once.
        case FactKind::appended:
            return each_copy(fact, messages, [&](Copies& row, MessageId message, Branch) {
                ++row.held;
                if (row.appends++ > 0) appended_again(row, message);
            });
        case FactKind::copied:
            return each_copy(fact, messages, [](Copies& row, MessageId, Branch) { ++row.held; });
        case FactKind::removed:
            return each_copy(fact, messages,
                             [&](Copies& row, MessageId, Branch) { removed(row, fact.cause); });
        case FactKind::never_arrived:
            return each_copy(fact, messages, [&](Copies& row, MessageId, Branch) {
                if (row.held == 0) row.lost = fact.cause;
            });
        case FactKind::readable:
            return each_copy(fact, messages, [&](Copies& row, MessageId message, Branch queue) {
                if (row.readable++ == 0) row.reordered = comes_late(Level::log, message, queue);
            });
        case FactKind::retired:
        case FactKind::restored: return note_acknowledged(fact, messages);
        case FactKind::parked: return note_parked(fact, messages);
        case FactKind::delivered:
        case FactKind::applied:
        case FactKind::passed_over:
        case FactKind::undone: return note_readings(fact, messages);
    }
}

void Ledger::note_beliefs(const Fact& fact, Messages messages) {
    for (const MessageId message : messages) {
        Account& account = this->account(message);
        switch (fact.kind) {
            case FactKind::published:
                ENSURE(account.belief == Belief::unpublished, "a message is published twice");
                account.belief = Belief::pending;
                account.producer = fact.node;
                account.scope = fact.scope;
                ++published_;
                ++pending_;
                break;
            case FactKind::confirmed: settle(account, Belief::confirmed, confirmed_); break;
            case FactKind::rejected:
                settle(account, Belief::rejected, rejected_);
                went(message, fact.cause == Cause::none ? Cause::expired_in_producer : fact.cause);
                break;
            case FactKind::let_go:
                settle(account, Belief::unknown, in_doubt_);
                if (fact.cause != Cause::none) went(message, fact.cause);
                break;
            case FactKind::sent_again: account.resent = fact.cause; break;
            default: ENSURE(false, "no fact of a publisher");
        }
    }
}

void Ledger::note_parked(const Fact& fact, Messages messages) {
    each_copy(fact, messages, [](Copies& row, MessageId, Branch) { row.parked = true; });
    each_reading(fact, messages, [](Reading& row, MessageId, Branch) { row.parked = true; });
}

void Ledger::note_acknowledged(const Fact& fact, Messages messages) {
    if (fact.kind == FactKind::retired)
        return each_copy(fact, messages, [&](Copies& row, MessageId, Branch) {
            removed(row, Cause::none);
            ++row.retired;
        });
    each_copy(fact, messages, [](Copies& row, MessageId, Branch) {
        ENSURE(row.retired > 0, "a copy is restored that was not retired");
        --row.retired;
        ++row.held;
    });
}

void Ledger::appended_again(Copies& row, MessageId message) {
    const Cause why = account(message).resent;
    row.extra = why == Cause::none ? Cause::duplicated_by_network : why;
}

void Ledger::note_readings(const Fact& fact, Messages messages) {
    switch (fact.kind) {
        case FactKind::delivered:
            return each_reading(fact, messages, [&](Reading& row, MessageId message, Branch to) {
                if (row.deliveries++ == 0)
                    row.delivered_late = comes_late(Level::delivery, message, to);
                else
                    row.again = fact.cause;
            });
        case FactKind::applied:
            return each_reading(fact, messages, [&](Reading& row, MessageId message, Branch to) {
                if (row.effects++ == 0 && !row.applied_late)
                    row.applied_late = comes_late(Level::effect, message, to);
            });
        case FactKind::undone:
            return each_reading(fact, messages, [&](Reading& row, MessageId, Branch) {
                ENSURE(row.effects > 0, "an effect is undone that did not take place");
                --row.effects;
                row.undone = fact.cause;
            });
        case FactKind::passed_over:
            return each_reading(fact, messages, [&](Reading& row, MessageId, Branch) {
                // The first reason is the reason.
                if (row.passed == Cause::none) row.passed = fact.cause;
            });
        default: ENSURE(false, "no fact of an audience");
    }
}

void Ledger::settle(Account& account, Belief belief, std::uint64_t& counter) {
    ENSURE(account.belief == Belief::pending, "a message is settled that is not pending");
    account.belief = belief;
    --pending_;
    ++counter;
}

void Ledger::went(MessageId message, Cause cause) {
    for (Branch queue = 0; queue < accounts_[index(message)].queues; ++queue) {
        Copies& row = copies(message, queue);
        if (row.held == 0 && row.retired == 0 && row.lost == Cause::none) row.lost = cause;
    }
}

void Ledger::removed(Copies& row, Cause cause) {
    ENSURE(row.held > 0, "a copy is removed that nobody has");
    if (--row.held == 0) row.lost = cause;
}

bool Ledger::comes_late(Level level, MessageId message, Branch branch) {
    const Account& account = accounts_[index(message)];
    std::uint32_t& newest = newest_seen(level, account, branch);
    if (message.value + 1 < newest) return true;
    newest = message.value + 1;
    return false;
}

std::uint32_t& Ledger::newest_seen(Level level, const Account& account, Branch branch) {
    auto& producers = newest_[static_cast<std::size_t>(level)];
    const std::size_t producer = index(account.producer);
    const std::size_t at = account.scope * width(level) + branch;
    if (producer >= producers.size() || at >= producers[producer].size()) [[unlikely]]
        make_room(producers, producer, at);
    return producers[producer][at];
}

void Ledger::rename(const Renaming& names) {
    const auto rows = [&](auto& values, std::size_t width) {
        auto moved = values;
        for (std::size_t m = 0; m < accounts_.size(); ++m)
            for (std::size_t i = 0; i < width; ++i)
                moved[index(names.messages[m]) * width + i] = values[m * width + i];
        values = std::move(moved);
    };
    rows(copies_, queues_);
    rows(readings_, audiences_);
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

Branch Ledger::branches(Level level, MessageId message) const {
    const Account& account = accounts_[index(message)];
    return level == Level::log ? account.queues : account.audiences;
}

std::uint32_t Ledger::times_seen(Level level, MessageId message, Branch branch) const {
    switch (level) {
        case Level::log: return copies(message, branch).seen();
        case Level::delivery: return reading(message, branch).deliveries;
        case Level::effect: return reading(message, branch).effects;
    }
    return 0;
}

Fate Ledger::Reading::fate(Level level, Belief belief) const {
    const Fate fate = fate_of(belief, level == Level::delivery ? deliveries : effects, parked);
    const bool absorbs = level == Level::effect && deliveries > 1;
    return absorbs && fate == Fate::exactly_once ? Fate::absorbed : fate;
}

bool Ledger::reordered(Level level, MessageId message, Branch branch) const {
    switch (level) {
        case Level::log: return copies(message, branch).reordered;
        case Level::delivery: return reading(message, branch).delivered_late;
        case Level::effect: return reading(message, branch).applied_late;
    }
    return false;
}

Fate Ledger::fate(Level level, MessageId message, Branch branch) const {
    const Belief belief = accounts_[index(message)].belief;
    if (level == Level::log) {
        const Copies& row = copies(message, branch);
        return fate_of(belief, row.seen(), row.parked);
    }
    return reading(message, branch).fate(level, belief);
}

// Queues and audiences correspond where there are as many of both; else the first queue is read.
Cause Ledger::loss_cause(Level level, MessageId message, Branch branch) const {
    const Account& account = accounts_[index(message)];
    if (level == Level::log) return copies(message, branch).lost_from_log();
    const Copies& read = copies(message, account.queues == account.audiences ? branch : Branch{0});
    if (read.seen() == 0) return read.lost_from_log();
    const Reading& row = reading(message, branch);
    if (level == Level::effect && row.undone != Cause::none) return row.undone;
    return row.passed == Cause::none ? Cause::never_consumed : row.passed;
}

Cause Ledger::cause(Level level, MessageId message, Branch branch) const {
    const Account& account = accounts_[index(message)];
    const std::uint32_t seen = times_seen(level, message, branch);
    if (fate(level, message, branch) == Fate::parked) return Cause::none;
    if (seen == 0) return loss_cause(level, message, branch);
    if (seen == 1)
        return reordered(level, message, branch) ? Cause::retried_behind_later : Cause::none;
    if (level == Level::log) return copies(message, branch).extra;
    const Copies& read = copies(message, account.queues == account.audiences ? branch : Branch{0});
    if (read.seen() > 1) return Cause::duplicate_in_log;
    // It was there twice for a while: one of the two was handed out, and is gone again.
    const Cause again = reading(message, branch).again;
    return again == Cause::none ? Cause::duplicate_in_log : again;
}

void Ledger::judge_log(MessageId message, Fates& fates) const {
    const Account& account = accounts_[index(message)];
    for (Branch queue = 0; queue < account.queues; ++queue) {
        const Copies& row = copies(message, queue);
        const Fate fate = fate_of(account.belief, row.seen(), row.parked);
        ++fates.at(Level::log, fate);
        if (row.seen() != 1 || row.reordered) explain(row, fate, fates);
    }
}

void Ledger::explain(const Copies& row, Fate fate, Fates& fates) {
    if (row.seen() == 0 && fate != Fate::parked) fates.causes.add(row.lost_from_log(), 1);
    if (row.seen() > 1) fates.causes.add(row.extra, row.seen() - 1U);
    if (!row.reordered) return;
    ++fates.at(Level::log, Fate::reordered);
    fates.causes.add(Cause::retried_behind_later, 1);
}

void Ledger::judge_reading(MessageId message, Branch branch, Fates& fates) const {
    const Account& account = accounts_[index(message)];
    const Copies& read = copies(message, account.queues == account.audiences ? branch : Branch{0});
    const Reading& row = reading(message, branch);
    ++fates.at(Level::delivery, row.fate(Level::delivery, account.belief));
    ++fates.at(Level::effect, row.fate(Level::effect, account.belief));
    if (row.delivered_late) ++fates.at(Level::delivery, Fate::reordered);
    if (row.applied_late) ++fates.at(Level::effect, Fate::reordered);
    if (read.seen() > 0 && row.effects == 0 && !row.parked)
        fates.causes.add(loss_cause(Level::effect, message, branch), 1);
    const std::uint32_t expected = std::max<std::uint32_t>(read.seen(), 1);
    if (row.effects > expected)
        fates.causes.add(row.again == Cause::none ? Cause::duplicate_in_log : row.again,
                         row.effects - expected);
}

Fates Ledger::judge() const {
    Fates fates;
    for (std::uint32_t m = 0; m < accounts_.size(); ++m) {
        if (accounts_[m].belief == Belief::unpublished) continue;
        judge_log({m}, fates);
        for (Branch branch = 0; branch < accounts_[m].audiences; ++branch)
            judge_reading({m}, branch, fates);
    }
    return fates;
}

Fates Ledger::judge(const Publication& publication) const {
    Fates fates = judge();
    std::vector<std::size_t> first;  // audience of each destination
    std::size_t audiences = 0;
    for (const Destination& to : publication.destinations) {
        first.push_back(audiences);
        audiences += to.audiences.size();
    }
    if (audiences < 2) return fates;
    fates.by_audience.resize(audiences);
    auto seat = publication.publishers.begin();
    for (std::uint32_t m = 0; m < accounts_.size(); ++m) {
        while (seat != publication.publishers.end() && m >= seat->first.value + seat->messages)
            ++seat;
        if (accounts_[m].belief == Belief::unpublished) continue;
        const std::size_t to = seat == publication.publishers.end() ? 0 : seat->destination;
        for (Branch branch = 0; branch < accounts_[m].audiences; ++branch)
            for (const Level level : {Level::delivery, Level::effect}) {
                FateCounts& counts = fates.by_audience[first[to] + branch];
                ++counts.at(level, fate(level, {m}, branch));
                if (reordered(level, {m}, branch)) ++counts.at(level, Fate::reordered);
            }
    }
    return fates;
}

}  // namespace mqfate
