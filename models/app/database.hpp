// A database node: effects are rows of a table, and a row is committed when it is on disk.
//
// Each request is a transaction of one row: written to the log, flushed, answered. A request that
// comes twice makes two rows: there is no unique key yet. A process crash keeps rows that were
// written and not flushed; recovery finds and commits them, though nobody was told. A power loss
// takes them, and they never were. Only the loss of the disk takes what was committed.
//
// After a sync that fails nobody knows what is on disk, and a second one would tell nothing: Linux
// reports an error once, and takes the pages for clean. So the process stops, as PostgreSQL's does
// (PANIC, since 11.2 and 10.7: https://wiki.postgresql.org/wiki/Fsync_Errors), and starts again
// with what it knows to be on disk. Rows that were not committed are gone, who asked for them sees
// the connection end, and asks again. Here that takes no time; and the log that recovery reads
// never shows what is in the page cache only, though Linux might (Rebello and others: Can
// applications recover from fsync failures? USENIX ATC 2020). Facts: `applied` at the commit,
// `undone` when a committed row is lost. Tested by: tests/models/app/database_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/app/messages.hpp"
#include "sim/base/ring.hpp"
#include "sim/world/context.hpp"

namespace mqfate::app {

struct Database {
    static constexpr FileId log{0};  ///< of write-ahead; positions are numbers of rows

    struct Row {
        MessageId message;
        Branch audience = 0;
        friend bool operator==(const Row&, const Row&) = default;
    };
    struct Durable {
        std::vector<Row> rows;
        std::uint32_t committed = 0;  ///< of them, from the first on
        friend bool operator==(const Durable&, const Durable&) = default;

        template <class C> void survive(FileId, Position kept, Cause, C& context) {
            for (; committed > kept.value; --committed)
                note(FactKind::undone, rows[committed - 1], Cause::effect_lost, context);
            if (rows.size() > kept.value) rows.resize(kept.value);
        }
        template <class C> void commit(std::uint32_t upto, C& context) {
            for (; committed < upto; ++committed)
                note(FactKind::applied, rows[committed], Cause::none, context);
        }
        template <class C> static void note(FactKind kind, const Row& row, Cause why, C& context) {
            context.note(
                Fact{.kind = kind, .cause = why, .message = row.message, .branch = row.audience});
        }
    } durable;
    struct Volatile {
        Ring<NodeId> waiting;  ///< who asked for the rows that are not committed, in order
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;
    friend bool operator==(const Database&, const Database&) = default;

    /// Recovery: what a crash has left uncommitted is flushed, and so committed.
    template <class C> void on(const Started&, C& context) {
        if (durable.committed < durable.rows.size()) context.sync(log);
    }
    template <class C> void on(const ApplyEffect& effect, NodeId from, C& context) {
        durable.rows.push_back({effect.message, effect.audience});
        memory.waiting.push_back(from);
        context.write(log, Position{static_cast<std::uint32_t>(durable.rows.size())});
        context.sync(log);
    }
    template <class C> void on(const Synced& synced, C& context) {
        std::size_t row = durable.rows.size() - memory.waiting.size();  // the first asked for
        durable.commit(synced.position.value, context);
        for (; row < durable.committed; ++row)
            context.reply(memory.waiting.pop_front(), EffectApplied{durable.rows[row].message});
    }
    template <class C> void on(const SyncFailed&, C& context) {
        while (!memory.waiting.empty()) context.hang_up(memory.waiting.pop_front());
        durable.rows.resize(durable.committed);
        context.cut_back(log, Position{durable.committed});
    }
};

}  // namespace mqfate::app
