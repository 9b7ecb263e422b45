// The toy queue, third part: its clients. A publisher and a worker are the application's parts
// (models/app) with a little protocol around them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/app/application.hpp"
#include "models/app/publisher.hpp"
#include "sim/base/ring.hpp"
#include "tests/toy_queue/messages.hpp"

namespace mqfate::toy_queue {

/// Pushes each message until the queue has it: at least once.
struct Publisher {
    struct Durable {
        app::Publisher application;
        friend bool operator==(const Durable&, const Durable&) = default;
    } durable;

    struct Unanswered {
        RecordIndex record;
        std::uint8_t attempt = 0;
        friend bool operator==(const Unanswered&, const Unanswered&) = default;
    };
    struct Volatile {
        std::vector<Unanswered> unanswered;  ///< PushAgain{record} is armed for each
        friend bool operator==(const Volatile&, const Volatile&) = default;

        void vanish(RoleContext& context) const {
            for (const Unanswered& one : unanswered)
                context.note(FactKind::let_go, RecordRange{one.record, 1}, Cause::producer_crashed);
        }
    } memory;
    friend bool operator==(const Publisher&, const Publisher&) = default;

    void on(const Started&, RoleContext& context) { durable.application.wait_for_next(context); }
    void on(const app::PublishNext&, RoleContext& context) {
        const MessageId message = durable.application.publish(0, context);
        memory.unanswered.push_back({context.store().records.append(message)});
        push(memory.unanswered.back(), context);
        durable.application.wait_for_next(context);
    }
    void on(const PushAgain& timer, RoleContext& context) {
        Unanswered& one = *find(timer.record);
        ++one.attempt;
        context.note(FactKind::sent_again, RecordRange{timer.record, 1},
                     Cause::ack_lost_then_retried);
        context.close(Settings::queue);
        push(one, context);
    }
    void on(const Pushed& pushed, NodeId, RoleContext& context) {
        const auto one = find(pushed.record);
        if (one == memory.unanswered.end()) return;
        memory.unanswered.erase(one);
        context.cancel(PushAgain{pushed.record});
        context.note(FactKind::confirmed, RecordRange{pushed.record, 1});
    }
    bool done(const app::Settings& settings, NodeId self) const {
        return durable.application.has_published_all(settings, self) && memory.unanswered.empty();
    }

private:
    std::vector<Unanswered>::iterator find(RecordIndex record) {
        return std::find_if(memory.unanswered.begin(), memory.unanswered.end(),
                            [&](const Unanswered& one) { return one.record == record; });
    }
    static void push(const Unanswered& one, RoleContext& context) {
        context.request(Settings::queue, Push{one.record, one.attempt});
        context.arm(PushAgain{one.record}, context.settings().toy.patience);
    }
};

/// Takes one message after the other, works on it, and acknowledges after the effect.
struct Worker {
    struct Volatile {
        Ring<RecordIndex> given;  ///< the first is worked on
        app::Application application;
        friend bool operator==(const Volatile&, const Volatile&) = default;
    } memory;
    friend bool operator==(const Worker&, const Worker&) = default;

    void on(const Started&, RoleContext& context) { context.request(Settings::queue, Subscribe{}); }
    void on(const Give& give, NodeId, RoleContext& context) {
        context.note(Fact{.kind = FactKind::delivered,
                          .cause = give.again,
                          .records = {give.record, 1},
                          .branch = context.settings().toy.audience(context.self())});
        memory.given.push_back(give.record);
        if (memory.given.size() == 1) work(context);
    }
    void on(const app::WorkDone& timer, RoleContext& context) {
        if (memory.application.on(timer, context) == app::Progress::done) finish(context);
    }
    void on(const app::EffectApplied& answer, NodeId, RoleContext& context) {
        if (memory.application.on(answer, context) == app::Progress::done) finish(context);
    }
    void on(const app::AskDatabaseAgain& timer, RoleContext& context) {
        memory.application.on(timer, context);
    }
    void on(const Disconnected& gone, RoleContext& context) {
        if (gone.peer != Settings::queue) return memory.application.lost_database(context);
        context.arm(SubscribeAgain{}, milliseconds(50));
    }
    void on(const SubscribeAgain&, RoleContext& context) {
        context.request(Settings::queue, Subscribe{});
    }
    bool idle() const { return memory.given.empty(); }

private:
    void work(RoleContext& context) {
        memory.application.begin(context.store().records[memory.given.front()], context);
    }
    void finish(RoleContext& context) {
        context.request(Settings::queue, Done{memory.given.pop_front()});
        if (!memory.given.empty()) work(context);
    }
};

}  // namespace mqfate::toy_queue
