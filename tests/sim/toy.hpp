// A toy system for tests of the engine: a client asks, a server writes it down and answers. When no
// answer comes the client closes the connection and asks again on a new one. The server neither
// knows nor minds repeats.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/delay.hpp"
#include "sim/world/causes.hpp"
#include "sim/world/kind.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/topology.hpp"
#include "sim/world/world.hpp"

namespace mqfate::toy {

inline constexpr NodeId server{0};
inline constexpr NodeId client{1};
inline constexpr FileId log_file{0};

struct Ask {
    static constexpr KindName kind{.code = 0, .name = "Ask"};
    RecordIndex record;
    std::uint32_t attempt = 0;
    friend bool operator==(const Ask&, const Ask&) = default;
};
struct Answer {
    static constexpr KindName kind{.code = 1, .name = "Answer"};
    RecordIndex record;
    friend bool operator==(const Answer&, const Answer&) = default;
};
inline constexpr BodyKind ask_kind = Ask::kind.code;
inline constexpr BodyKind answer_kind = Answer::kind.code;

struct PublishNext {
    static constexpr KindName kind{.code = 0, .name = "PublishNext"};
    friend bool operator==(const PublishNext&, const PublishNext&) = default;
};
struct AskAgain {
    static constexpr KindName kind{.code = 1, .name = "AskAgain"};
    RecordIndex record;
    friend bool operator==(const AskAgain&, const AskAgain&) = default;
};

struct Vocabulary {
    using Body = std::variant<Ask, Answer>;
    using Timer = std::variant<PublishNext, AskAgain>;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
    };
    struct Settings {
        std::uint32_t messages = 1;
        DelayId gap{0};                          ///< before each message
        Duration ask_again = milliseconds(100);  ///< forever(): never
        Duration once_connected{};               ///< instead, from when it is; {}: it is one
        bool syncs = false;                      ///< the server answers when it is on disk
    };
};
using Ctx = Context<Vocabulary>;

struct Client {
    struct Memory {
        std::vector<std::uint32_t> attempts{};  ///< by RecordIndex; 0: answered
        bool connected = false;                 ///< it waits for once_connected
        friend bool operator==(const Memory&, const Memory&) = default;
        /// Nobody will hear of what is not answered.
        void vanish(Ctx& context) const {
            for (std::uint32_t i = 0; i < attempts.size(); ++i)
                if (attempts[i] != 0)
                    context.note(FactKind::let_go, RecordRange{{i}, 1}, Cause::producer_crashed);
        }
    } memory;
    friend bool operator==(const Client&, const Client&) = default;

    void on(const Started& s, Ctx& context) {
        if (!s.again) wait_for_next(context);
    }
    void on(const PublishNext&, Ctx& context) {
        const auto number = static_cast<std::uint32_t>(memory.attempts.size());
        const RecordIndex record = context.store().records.append(MessageId{number});
        context.note(FactKind::published, MessageId{number});
        memory.attempts.push_back(0);
        ask(record, context);
        if (number + 1 < context.settings().messages) wait_for_next(context);
    }
    void on(const AskAgain& timer, Ctx& context) {
        context.note(FactKind::sent_again, RecordRange{timer.record, 1},
                     Cause::ack_lost_then_retried);
        context.close(server);
        memory.connected = false;
        ask(timer.record, context);
    }
    void on(const Connected&, Ctx& context) {
        const Duration patience = context.settings().once_connected;
        if (patience == Duration{} || std::exchange(memory.connected, true)) return;
        for (std::uint32_t i = 0; i < memory.attempts.size(); ++i)
            if (memory.attempts[i] != 0) context.arm(AskAgain{{i}}, patience);
    }
    void on(const Answer& answer, NodeId, Ctx& context) {
        if (std::exchange(memory.attempts[index(answer.record)], 0U) == 0) return;
        context.cancel(AskAgain{answer.record});
        context.note(FactKind::confirmed, RecordRange{answer.record, 1});
    }

private:
    void wait_for_next(Ctx& context) const {
        const auto number = static_cast<std::uint32_t>(memory.attempts.size());
        context.arm(PublishNext{}, Wait{.drawn = context.settings().gap, .subject = number});
    }
    void ask(RecordIndex record, Ctx& context) {
        const std::uint32_t attempt = ++memory.attempts[index(record)];
        context.request(server, Ask{record, attempt});
        if (context.settings().ask_again != forever())
            context.arm(AskAgain{record}, context.settings().ask_again);
    }
};

struct Server {
    struct Durable {
        std::vector<RecordIndex> log{};
        friend bool operator==(const Durable&, const Durable&) = default;
        void survive(FileId, Position end, Cause cause, Ctx& context) {
            for (std::size_t i = end.value; i < log.size(); ++i)
                context.note(FactKind::removed, RecordRange{log[i], 1}, cause);
            log.resize(end.value);
        }
    } durable;
    struct Memory {
        std::vector<RecordIndex> waiting{};  ///< for the disk
        bool ends = false;                   ///< when nothing waits any more
        friend bool operator==(const Memory&, const Memory&) = default;
    } memory;
    friend bool operator==(const Server&, const Server&) = default;

    void on(const Ask& ask, NodeId from, Ctx& context) {
        durable.log.push_back(ask.record);
        context.write(log_file, Position{static_cast<std::uint32_t>(durable.log.size())});
        context.note(FactKind::appended, RecordRange{ask.record, 1});
        if (!context.settings().syncs) return context.reply(from, Answer{ask.record});
        memory.waiting.push_back(ask.record);
        context.sync(log_file);
    }
    void on(const Synced&, Ctx& context) {
        context.reply(client, Answer{memory.waiting.front()});
        memory.waiting.erase(memory.waiting.begin());
        if (memory.ends && memory.waiting.empty()) context.exit();
    }
    /// In good order, everybody is answered before the end. (A client ends at once.)
    void on(const ShutDownAsked&, Ctx& context) {
        memory.ends = true;
        if (memory.waiting.empty()) context.exit();
    }
};

struct Model {
    using Vocabulary = toy::Vocabulary;
    using Role = std::variant<Server, Client>;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;
    using Plan = mqfate::Plan<Vocabulary>;

    static constexpr std::string_view key = "toy";
    static CauseTable causes() { return {}; }

    static std::vector<Role> roles(const Plan&) { return {Server{}, Client{}}; }
    static void ignores(const Connected&);
    static void ignores(const Disconnected&);
    static void ignores(const Started&);

    template <class Take> static void cargo(const Store&, const Body& body, Take&& take) {
        if (const auto* ask = std::get_if<Ask>(&body)) take(RecordRange{ask->record, 1});
    }
    template <class Take> static void mentions(const Store&, const Body& body, Take&& take) {
        std::visit([&](const auto& message) { take(RecordRange{message.record, 1}); }, body);
    }
    static std::uint64_t subject(const Store&, const Body& body) {
        const auto* ask = std::get_if<Ask>(&body);
        return ask ? 1ULL << 40 | std::uint64_t{ask->record.value} << 8 | ask->attempt : 0;
    }
    static std::uint32_t bytes(const Store&, const Body&) { return 1'000; }
    /// The one post that there may be: the server holds it.
    static NodeId holder(const World<Model>&, const Plan&, PostId) { return server; }
    static bool quiet(const World<Model>& world, const Plan&) {
        for (const std::uint32_t attempts : std::get<Client>(world.roles[1]).memory.attempts)
            if (attempts != 0) return false;
        return true;
    }

    // ---- for drivers without time. The server must never forget what it has written.
    static TimerNow timer_now(const World<Model>&, const Plan&, const Reach<Model>& reach, NodeId,
                              TimerKey timer) {
        if (timer.kind() == PublishNext::kind.code) return TimerNow::begins;
        return reach.can_answer(server, client) ? TimerNow::early : TimerNow::fires;
    }
    static constexpr std::uint8_t most_sends = 4;
    static bool is_quick(const Body& body) { return kind_of(body).quick; }
    static void forget_pauses(Role&) {}
    using Watch = std::size_t;  // how much the server has written
    static void watch(const World<Model>& world, Watch& written) {
        written = std::get<Server>(world.roles[0]).durable.log.size();
    }
    static std::uint64_t broken_rules(std::uint64_t asked, const World<Model>& world, const Plan&) {
        return world.nodes[0].process ? 0 : asked & 1U;  // rule 0: the server runs
    }
    static bool breaks(std::uint8_t, const Watch& before, const Watch& after) {
        return after < before;
    }

    template <class Note> static void audit(const World<Model>& world, const Plan&, Note&& note) {
        for (const RecordIndex record : std::get<Server>(world.roles[0]).durable.log)
            note(Fact{.kind = FactKind::readable, .records = {record, 1}});
    }
    template <class Take>
    static void in_file(const World<Model>& world, const Plan&, NodeId, FileId, Position from,
                        Position upto, Take&& take) {
        for (std::size_t i = from.value; i < upto.value; ++i)
            take(RecordRange{std::get<Server>(world.roles[0]).durable.log[i], 1});
    }
};
static_assert(std::regular<World<Model>>);

/// One message every 10 ms, 1 ms each way, nothing fails.
inline Plan<Vocabulary> calm_plan(std::uint32_t messages) {
    Plan<Vocabulary> plan;
    plan.settings.messages = plan.messages = messages;
    plan.wiring.names = {"server", "client"};
    plan.wiring.channels = {Channel{client, server}};
    plan.wiring.index_channels();
    WireProfile wire;
    wire.delay = Delay::constant(milliseconds(1));
    lay_wires(plan.wiring, wire);
    plan.disks.resize(2);
    plan.delays = {Delay::constant(milliseconds(10))};
    return plan;
}

/// A rule on every message of a kind.
inline MessageRule rule(Verdict verdict, BodyKind body, Ratio probability = Ratio::one()) {
    MessageRule rule;
    rule.verdict = verdict;
    rule.body = body;
    rule.probability = probability;
    return rule;
}

}  // namespace mqfate::toy
