// Kafka as a system: the only door to this folder. All that the engine asks of it (compose.hpp,
// sim/world/kernel.hpp, sim/run, sim/explore).
//
// Nodes: brokers, the controller, the coordinator, producers, consumers (settings.hpp).
// Posts: "leader of orders/0" for each partition. Audiences: the consumers of each topic.
#pragma once

#include <concepts>
#include <string>
#include <variant>
#include <vector>

#include "models/compose.hpp"
#include "models/kafka/broker.hpp"
#include "models/kafka/causes.hpp"
#include "models/kafka/consumer.hpp"
#include "models/kafka/context.hpp"
#include "models/kafka/controller.hpp"
#include "models/kafka/coordinator.hpp"
#include "models/kafka/producer.hpp"
#include "models/kafka/properties.hpp"
#include "models/rule.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/renaming.hpp"
#include "sim/world/time_order.hpp"
#include "sim/world/world.hpp"
#include "words/catalogue.hpp"

namespace mqfate::kafka {

struct System;
using Model = Composed<System>;

struct System {
    using Vocabulary = kafka::Vocabulary;
    using Role = std::variant<Broker, Controller, Coordinator, Producer, Consumer>;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;
    using Plan = mqfate::Plan<Vocabulary>;
    using World = mqfate::World<Model>;

    /// The member of a scenario that has its settings.
    static constexpr std::string_view key = "kafka";
    static CauseTable causes() { return CauseTable(kafka::causes::all); }
    /// What only its timers name, for people: "orders/0".
    static std::string name_of(PartitionId id, const Plan& plan);
    static words::Texts texts();
    /// A world in words (portrait.hpp).
    static std::vector<words::Phrase> portrait(const World& world, const Plan& plan);

    /// Its posts, and what its nodes are, into `plan`. Requires: its settings and names are there.
    static void cast(Plan& plan);
    /// Its roles by NodeId, before anything has happened.
    static std::vector<Role> roles(const Plan& plan);

    /// Calls `take(RecordRange)` for each batch of the application that `body` carries to the
    /// queue.
    template <class Take> static void cargo(const Store& store, const Body& body, Take&& take) {
        if (const auto* request = std::get_if<ProduceRequest>(&body))
            for (const auto& item : request->items) take(store.kafka.batches[item.batch].records);
    }
    /// Calls `take(RecordRange)` for each batch that `body` is about, there and back.
    template <class Take> static void mentions(const Store& store, const Body& body, Take&& take) {
        cargo(store, body, take);
        if (const auto* answer = std::get_if<ProduceResponse>(&body))
            for (const auto& item : answer->items) take(store.kafka.batches[item.batch].records);
        if (const auto* answer = std::get_if<FetchResponse>(&body))
            for (const auto& item : answer->items)
                for (const auto& entry :
                     store.kafka.entries.span(item.entries.first, item.entries.count))
                    take(store.kafka.batches[entry.batch].records);
    }
    /// Names the draws of a message by what it carries (not 0), or 0: by how many went before.
    static std::uint64_t subject(const Store& store, const Body& body);
    /// Its size on the wire.
    static std::uint32_t bytes(const Store& store, const Body& body);

    /// Who leads a partition, by what the controller has decided; no_node: nobody.
    static NodeId holder(const World& world, const Plan& plan, PostId post);
    /// Whether a broker is unfenced and in sync wherever it has a replica. (A client is back when
    /// it runs.)
    static bool is_back(const World& world, const Plan& plan, NodeId node);
    /// Whether nothing is left to do: everything is settled, replicated, read and committed.
    static bool quiet(const World& world, const Plan& plan);

    // ---- for drivers without time
    /// A process may die inside a handler, before one of the messages that this sends: before one
    /// of the first so many. What a handler sends beyond goes with the last of these.
    static constexpr std::uint8_t most_sends = 4;
    static TimerNow timer_now(const World& world, const Plan& plan, const Reach<Model>& reach,
                              NodeId node, TimerKey timer);
    static void forget_pauses(Producer& producer);
    static void forget_pauses(Consumer& consumer);

    /// Whether nothing in the model tells `a` from `b` (alike.hpp).
    static bool alike(const Plan& plan, TimeOrder order, NodeId a, NodeId b);
    /// Gives `world` other names.
    static void rename(World& world, const Plan& plan, const Renaming& names);

    /// Whether the steps of `client` commute with those of all others, and nothing is at its end
    /// before it has acted; what arrives at it next is within any scope (alone.hpp).
    static bool acts_alone(const Plan& plan, const World& world, NodeId client);
    /// Whether `server` has a request of `client` that it has not answered.
    static bool may_answer(const World& world, NodeId server, NodeId client);

    // ---- rules about replicas, by their place in `rules()`: what each world, or step, must keep
    using Watch = Reigns;
    static const std::vector<ModelRule>& rules();
    static void watch(const World& world, Watch& watched);
    /// Which of `asked` (bit by rule) the world breaks; rules of a step are not asked here.
    static std::uint64_t broken_rules(std::uint64_t asked, const World& world, const Plan& plan);
    static bool breaks(std::uint8_t rule, const Watch& before, const Watch& after);

    /// Notes `readable` for every copy that a reader of the queue finds, in order; and what a
    /// consumer that begins at the latest offset has behind it, whether it ever saw that or not,
    /// and of what one that has stopped may lack some.
    template <class Note> static void audit(const World& world, const Plan& plan, Note&& note) {
        for (const RecordRange range : readable(world, plan))
            note(Fact{.kind = FactKind::readable, .records = range});
        for (const Skipped& skipped : skipped_by_reset(world, plan))
            note(Fact{.kind = FactKind::passed_over,
                      .cause = causes::skipped_by_reset_to_latest,
                      .records = skipped.records,
                      .branch = skipped.audience});
        for (const Fact& fact : passed_over(world, plan)) note(fact);
    }
    /// The records of `node`'s file between two positions.
    template <class Take>
    static void in_file(const World& world, const Plan& plan, NodeId node, FileId file,
                        Position from, Position upto, Take&& take) {
        for (const RecordRange range : records_in_file(world, plan, node, file, from, upto))
            take(range);
    }

private:
    static std::vector<RecordRange> readable(const World& world, const Plan& plan);
    struct Skipped {
        RecordRange records;
        Branch audience = 0;
    };
    static std::vector<Skipped> skipped_by_reset(const World& world, const Plan& plan);
    static std::vector<Fact> passed_over(const World& world, const Plan& plan);
    static std::vector<RecordRange> records_in_file(const World& world, const Plan& plan,
                                                    NodeId node, FileId file, Position from,
                                                    Position upto);
};

static_assert(std::regular<System::World>, "the world is a value");

}  // namespace mqfate::kafka
