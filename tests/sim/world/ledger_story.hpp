// A ledger, and what becomes of its messages in verbs.
#pragma once

#include "sim/world/ledger.hpp"
#include "tests/sim/one_queue.hpp"

namespace mqfate::tests {

/// A cause of a system, as the ledger meets them: it knows no system.
inline constexpr Cause of_a_system{first_of_a_system};
inline constexpr Level levels[] = {Level::log, Level::delivery, Level::effect};

/// A ledger for `n` messages of one producer (node 9) in scope 0, and the verbs of their story.
struct LedgerStory {
    Ledger ledger;
    Records records;
    explicit LedgerStory(std::uint32_t n, const Publication& publication = one_queue(true)) {
        ledger.reset(n, publication);
        for (std::uint32_t m = 0; m < n; ++m) {
            records.append(MessageId{m});
            one(FactKind::published, m);
        }
    }
    void one(FactKind kind, std::uint32_t m, Cause cause = Cause::none,
             Branch branch = everywhere) {
        ledger.note(Fact{.kind = kind,
                         .cause = cause,
                         .node = NodeId{9},
                         .message = MessageId{m},
                         .branch = branch},
                    records);
        ledger.check();
    }
    void all(FactKind kind, std::uint32_t first, std::uint32_t count) {
        ledger.note(Fact{.kind = kind, .node = NodeId{1}, .records = {{first}, count}}, records);
        ledger.check();
    }
    /// It lies in the queue, and its producer knows.
    void arrives(std::uint32_t m) {
        one(FactKind::appended, m);
        one(FactKind::confirmed, m);
    }
    void is_worked_on(std::uint32_t m, Branch branch = everywhere) {
        one(FactKind::delivered, m, Cause::none, branch);
        one(FactKind::applied, m, Cause::none, branch);
    }
    void happy_end(std::uint32_t m) {
        one(FactKind::readable, m);
        is_worked_on(m);
    }
    Cause cause(Level level, std::uint32_t m = 0, Branch branch = 0) const {
        return ledger.cause(level, MessageId{m}, branch);
    }
    Fate fate(Level level, std::uint32_t m = 0, Branch branch = 0) const {
        return ledger.fate(level, MessageId{m}, branch);
    }
};

}  // namespace mqfate::tests
