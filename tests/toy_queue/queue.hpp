// The toy queue, second part: the queue itself. One list of messages for each audience; workers of
// an audience compete, and each has one message at a time.
//
// On its disk is what the settings say (Keeps). A message that was given out too often, and never
// acknowledged, is put aside, and that is on disk in any case: it is for a person.
//
// Facts: `appended` for every audience when a push arrives, `retired` when a worker acknowledges,
// `parked` when it is put aside; when the process dies, `removed` for what was in memory only, and
// `restored` for what was acknowledged and is on disk all the same.
// Invariants: (1) A worker is busy if and only if it holds one entry. (2) Who holds an entry is
// among the workers.
// Left out: a write takes no time, and lasts; how often a message was given out is in memory only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "tests/toy_queue/causes.hpp"
#include "tests/toy_queue/messages.hpp"

namespace mqfate::toy_queue {

struct Queue {
    struct Entry {
        RecordIndex record;
        Cause again = Cause::none;  ///< why it is given again
        NodeId holder = no_node;    ///< the worker that has it
        std::uint8_t given = 0;     ///< how often; 0 where nobody counts
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    struct Worker {
        NodeId node;
        bool busy = false;
        friend bool operator==(const Worker&, const Worker&) = default;
    };
    /// A message, for one audience.
    struct Copy {
        RecordIndex record;
        Branch audience = 0;
        friend bool operator==(const Copy&, const Copy&) = default;
    };
    struct Kept {
        Copy copy;
        /// If the process dies now, why it is given again. A restarted queue could not tell: this
        /// is for the facts alone.
        Cause again = causes::unacknowledged_then_given_again;
        friend bool operator==(const Kept&, const Kept&) = default;
    };
    struct Durable {
        std::vector<Kept> kept;   ///< oldest first
        std::vector<Copy> aside;  ///< for a person
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;
    struct Volatile {
        std::vector<std::vector<Entry>> entries;  ///< by audience, oldest first
        std::vector<Worker> workers;              ///< those that are connected; whose turn it is
        /// And still on disk; WriteAcks is armed if there are any.
        std::vector<Copy> acknowledged;
        friend bool operator==(const Volatile&, const Volatile&) = default;

        /// The process dies, and with it what is not on disk: messages, or that they are done.
        void vanish(RoleContext& context) const {
            for (const Copy& copy : acknowledged)
                note(FactKind::restored, copy, Cause::none, context);
            if (context.settings().toy.keeps != Keeps::nothing) return;
            for (Branch audience = 0; audience < entries.size(); ++audience)
                for (const Entry& entry : entries[audience])
                    note(FactKind::removed, {entry.record, audience}, causes::queue_was_in_memory,
                         context);
        }
    } memory;
    friend bool operator==(const Queue&, const Queue&) = default;

    void on(const Started&, RoleContext& context) {
        memory.entries.resize(context.settings().toy.audiences.size());
        for (const Kept& one : durable.kept)
            memory.entries[one.copy.audience].push_back({one.copy.record, one.again});
    }
    void on(const Push& push, NodeId from, RoleContext& context) {
        for (Branch audience = 0; audience < memory.entries.size(); ++audience) {
            memory.entries[audience].push_back({push.record});
            if (context.settings().toy.keeps != Keeps::nothing)
                durable.kept.push_back({{push.record, audience}});
        }
        note(FactKind::appended, {push.record, everywhere}, Cause::none, context);
        context.reply(from, Pushed{push.record});
        give_out(context);
    }
    void on(const Subscribe&, NodeId from, RoleContext& context) {
        take_back(from, context);
        memory.workers.push_back({from});
        give_out(context);
    }
    void on(const Done& done, NodeId from, RoleContext& context) {
        const Copy copy{done.record, context.settings().toy.audience(from)};
        auto& entries = memory.entries[copy.audience];
        const auto held = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.holder == from && entry.record == done.record;
        });
        if (held == entries.end()) return;  // it was given to another one meanwhile
        note(FactKind::retired, copy, Cause::none, context);
        entries.erase(held);
        acknowledge(copy, context);
        std::find_if(memory.workers.begin(), memory.workers.end(), [&](const Worker& worker) {
            return worker.node == from;
        })->busy = false;
        give_out(context);
    }
    void on(const Disconnected& gone, RoleContext& context) {
        take_back(gone.peer, context);
        give_out(context);
    }

    void on(const WriteAcks&, RoleContext&) { write_acks(); }
    // In good order, what was acknowledged is on disk before the end, and is not given again.
    void on(const ShutDownAsked&, RoleContext& context) {
        write_acks();
        context.exit();
    }

private:
    static void note(FactKind kind, const Copy& copy, Cause cause, RoleContext& context) {
        context.note(Fact{
            .kind = kind, .cause = cause, .records = {copy.record, 1}, .branch = copy.audience});
    }
    /// A copy that is kept; one of them, where a push was repeated.
    std::vector<Kept>::iterator find_kept(const Copy& copy) {
        return std::find_if(durable.kept.begin(), durable.kept.end(),
                            [&](const Kept& one) { return one.copy == copy; });
    }
    void erase_kept(const Copy& copy) {
        const auto one = find_kept(copy);
        if (one != durable.kept.end()) durable.kept.erase(one);
    }
    void write_acks() {
        for (const Copy& copy : memory.acknowledged) erase_kept(copy);
        memory.acknowledged.clear();
    }
    void acknowledge(const Copy& copy, RoleContext& context) {
        const Settings& settings = context.settings().toy;
        if (settings.keeps != Keeps::messages) return erase_kept(copy);
        find_kept(copy)->again = Cause::ack_forgotten;
        memory.acknowledged.push_back(copy);
        if (memory.acknowledged.size() == 1) context.arm(WriteAcks{}, settings.acks_wait);
    }
    /// What `worker` held is for the others, in its old place; or for nobody any more.
    void take_back(NodeId worker, RoleContext& context) {
        std::erase_if(memory.workers, [&](const Worker& w) { return w.node == worker; });
        for (Branch audience = 0; audience < memory.entries.size(); ++audience) {
            auto& entries = memory.entries[audience];
            const auto held = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
                return entry.holder == worker;
            });
            if (held == entries.end()) continue;
            held->holder = no_node;
            held->again = causes::unacknowledged_then_given_again;
            if (held->given == 0 || held->given < context.settings().toy.give_up_after) continue;
            const Copy copy{held->record, audience};
            note(FactKind::parked, copy, Cause::none, context);
            durable.aside.push_back(copy);
            erase_kept(copy);
            entries.erase(held);
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
                if (settings.give_up_after > 0) ++entry.given;
                context.push(next->node, Give{entry.record, entry.again});
                std::rotate(next, next + 1, memory.workers.end());
            }
    }
};

}  // namespace mqfate::toy_queue
