// The toy queue, fifth part: all that the engine asks of a system, in one place. Compare
// models/kafka/system.hpp, which has the same members and more of what may be left out.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/compose.hpp"
#include "models/engine.hpp"
#include "models/rule.hpp"
#include "sim/world/reach.hpp"
#include "tests/toy_queue/clients.hpp"
#include "tests/toy_queue/queue.hpp"
#include "tests/toy_queue/words.hpp"

namespace mqfate::toy_queue {

struct System;
using Model = Composed<System>;

struct System {
    using Vocabulary = toy_queue::Vocabulary;
    using Role = std::variant<Queue, Publisher, Worker>;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;
    using Plan = mqfate::Plan<Vocabulary>;
    using World = mqfate::World<Model>;

    static constexpr std::string_view key = "toy_queue";
    static constexpr std::uint8_t most_sends = 4;
    static CauseTable causes() { return CauseTable(toy_queue::causes::all); }
    static words::Texts texts() { return toy_queue::texts; }

    static void cast(Plan& plan);
    static std::vector<Role> roles(const Plan& plan);

    template <class Take> static void cargo(const Store&, const Body& body, Take&& take) {
        if (const auto* push = std::get_if<Push>(&body)) take(RecordRange{push->record, 1});
    }
    template <class Take> static void mentions(const Store&, const Body& body, Take&& take) {
        std::visit(
            [&](const auto& message) {
                if constexpr (requires { message.record; }) take(RecordRange{message.record, 1});
            },
            body);
    }
    static std::uint64_t subject(const Store&, const Body& body) {
        const auto* push = std::get_if<Push>(&body);
        return push ? 1ULL << 40 | std::uint64_t{push->record.value} << 8 | push->attempt : 0;
    }
    static std::uint32_t bytes(const Store&, const Body&) { return 200; }

    /// The one post, "the queue".
    static NodeId holder(const World&, const Plan&, PostId) { return Settings::queue; }
    static bool quiet(const World& world, const Plan& plan);
    static TimerNow timer_now(const World& world, const Plan& plan, const Reach<Model>& reach,
                              NodeId node, TimerKey timer);

    /// Rule 0: who holds a message is connected, and holds one.
    static const std::vector<ModelRule>& rules();
    using Watch = char;  // no rule is of a step
    static void watch(const World&, Watch&) {}
    static std::uint64_t broken_rules(std::uint64_t asked, const World& world, const Plan& plan);
    static bool breaks(std::uint8_t, Watch, Watch) { return false; }

    template <class Note> static void audit(const World& world, const Plan&, Note&& note) {
        const auto& entries = std::get<Queue>(world.roles[0]).memory.entries;
        for (Branch audience = 0; audience < entries.size(); ++audience)
            for (const Queue::Entry& entry : entries[audience])
                note(Fact{
                    .kind = FactKind::readable, .records = {entry.record, 1}, .branch = audience});
    }
    template <class Take>
    static void in_file(const World&, const Plan&, NodeId, FileId, Position, Position, Take&&) {}

    static std::string name_of(RecordIndex record, const Plan&) {
        return std::to_string(record.value + 1);
    }
    static std::vector<words::Phrase> portrait(const World& world, const Plan& plan);
};
static_assert(std::regular<System::World>, "the world is a value");

const Engine& engine();

}  // namespace mqfate::toy_queue
