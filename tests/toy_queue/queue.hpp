// The toy queue, second part: the queue itself. One list of messages for each audience; workers of
// an audience compete, and each has one message at a time.
//
// Facts: `appended` for every audience when a push arrives, `retired` when a worker acknowledges,
// `removed` for all that is there when the process dies.
// Invariants: (1) A worker is busy if and only if it holds one entry. (2) Who holds an entry is
// among the workers.
#pragma once

#include <algorithm>
#include <vector>

#include "tests/toy_queue/causes.hpp"
#include "tests/toy_queue/messages.hpp"

namespace mqfate::toy_queue {

struct Queue {
    struct Entry {
        RecordIndex record;
        NodeId holder = no_node;  ///< the worker that has it
        bool again = false;       ///< somebody had it before
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    struct Worker {
        NodeId node;
        bool busy = false;
        friend bool operator==(const Worker&, const Worker&) = default;
    };
    struct Volatile {
        std::vector<std::vector<Entry>> entries;  ///< by audience, oldest first
        std::vector<Worker> workers;              ///< those that are connected; whose turn it is
        friend bool operator==(const Volatile&, const Volatile&) = default;

        /// The process dies, and with it all that it had.
        void vanish(RoleContext& context) const {
            for (Branch audience = 0; audience < entries.size(); ++audience)
                for (const Entry& entry : entries[audience])
                    note(FactKind::removed, entry.record, audience, causes::queue_was_in_memory,
                         context);
        }
    } memory;
    friend bool operator==(const Queue&, const Queue&) = default;

    void on(const Started&, RoleContext& context) {
        memory.entries.resize(context.settings().toy.audiences.size());
    }
    void on(const Push& push, NodeId from, RoleContext& context) {
        for (Branch audience = 0; audience < memory.entries.size(); ++audience) {
            memory.entries[audience].push_back({push.record});
            note(FactKind::appended, push.record, audience, Cause::none, context);
        }
        context.reply(from, Pushed{push.record});
        give_out(context);
    }
    void on(const Subscribe&, NodeId from, RoleContext& context) {
        take_back(from);
        memory.workers.push_back({from});
        give_out(context);
    }
    void on(const Done& done, NodeId from, RoleContext& context) {
        const Branch audience = context.settings().toy.audience(from);
        auto& entries = memory.entries[audience];
        const auto held = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.holder == from && entry.record == done.record;
        });
        if (held == entries.end()) return;  // it was given to another one meanwhile
        note(FactKind::retired, done.record, audience, Cause::none, context);
        entries.erase(held);
        std::find_if(memory.workers.begin(), memory.workers.end(), [&](const Worker& worker) {
            return worker.node == from;
        })->busy = false;
        give_out(context);
    }
    void on(const Disconnected& gone, RoleContext& context) {
        take_back(gone.peer);
        give_out(context);
    }

private:
    static void note(FactKind kind, RecordIndex record, Branch audience, Cause cause,
                     RoleContext& context) {
        context.note(
            Fact{.kind = kind, .cause = cause, .records = {record, 1}, .branch = audience});
    }
    /// What `worker` held is for the others, in its old place.
    void take_back(NodeId worker) {
        std::erase_if(memory.workers, [&](const Worker& w) { return w.node == worker; });
        for (auto& entries : memory.entries)
            for (Entry& entry : entries)
                if (entry.holder == worker) {
                    entry.holder = no_node;
                    entry.again = true;
                }
    }
    /// Whose turn it is gets the oldest message that nobody has; then it is the next one's turn.
    void give_out(RoleContext& context) {
        const Settings& settings = context.settings().toy;
        for (Branch audience = 0; audience < memory.entries.size(); ++audience)
            for (Entry& entry : memory.entries[audience]) {
                if (entry.holder != no_node) continue;
                const auto next = std::find_if(
                    memory.workers.begin(), memory.workers.end(), [&](const Worker& worker) {
                        return !worker.busy && settings.audience(worker.node) == audience;
                    });
                if (next == memory.workers.end()) break;
                next->busy = true;
                entry.holder = next->node;
                context.push(next->node, Give{entry.record, entry.again});
                std::rotate(next, next + 1, memory.workers.end());
            }
    }
};

}  // namespace mqfate::toy_queue
