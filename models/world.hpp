// The one world of this program: every role of every system, named once.
//
// A new system adds its words in context.hpp and its roles and rules here; nothing else changes.
// The templates of the engine are instantiated for this model in world.cpp.
#pragma once

#include <concepts>
#include <string>
#include <variant>
#include <vector>

#include "models/context.hpp"
#include "models/kafka/broker.hpp"
#include "models/kafka/consumer.hpp"
#include "models/kafka/controller.hpp"
#include "models/kafka/coordinator.hpp"
#include "models/kafka/producer.hpp"
#include "models/kafka/properties.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/renaming.hpp"
#include "sim/world/time_order.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// A rule about the parts of a system among themselves.
struct ModelRule {
    words::Phrase name;
    bool of_a_step = false;  ///< else of a world
};

/// What the engine asks of a model (kernel.hpp, sim/run/sampler.hpp).
struct Model {
    using Vocabulary = mqfate::Vocabulary;
    using Role = std::variant<kafka::Broker, kafka::Controller, kafka::Coordinator, kafka::Producer,
                              kafka::Consumer>;
    using Settings = Vocabulary::Settings;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;

    /// The roles by NodeId, before anything has happened.
    static std::vector<Role> roles(const Settings& settings);

    /// A role may lack a handler for these: it has no use for the news.
    static void ignores(const Disconnected&);
    static void ignores(const SendBuffer&);

    /// Calls `take(RecordRange)` for each batch of the application that `body` carries to the
    /// queue.
    template <class Take> static void cargo(const Store& store, const Body& body, Take&& take) {
        if (const auto* request = std::get_if<kafka::ProduceRequest>(&body))
            for (const auto& item : request->items) take(store.kafka.batches[item.batch].records);
    }
    /// Calls `take(RecordRange)` for each batch that `body` is about, there and back.
    template <class Take> static void mentions(const Store& store, const Body& body, Take&& take) {
        cargo(store, body, take);
        if (const auto* answer = std::get_if<kafka::ProduceResponse>(&body))
            for (const auto& item : answer->items) take(store.kafka.batches[item.batch].records);
        if (const auto* answer = std::get_if<kafka::FetchResponse>(&body))
            for (const auto& item : answer->items)
                for (const auto& entry :
                     store.kafka.entries.span(item.entries.first, item.entries.count))
                    take(store.kafka.batches[entry.batch].records);
    }
    /// Names the draws of a message by what it carries (not 0), or 0: by how many went before.
    static std::uint64_t subject(const Store& store, const Body& body);
    /// Its size on the wire.
    static std::uint32_t bytes(const Store& store, const Body& body);

    static bool is_producer(const Settings& settings, NodeId node);
    /// Who leads partition `which`, by what the controller has decided; no_node: nobody.
    static NodeId leader(const World<Model>& world, const Settings& settings, std::uint32_t which);
    /// Whether nothing is left to do: everything is settled, replicated, read and committed.
    static bool quiet(const World<Model>& world, const Settings& settings);
    // ---- for drivers without time
    /// What the timer `key` of `node` may do now.
    static TimerNow timer_now(const World<Model>& world, const Settings& settings,
                              const Reach<Model>& reach, NodeId node, TimerKey key);
    /// Whether `body` is of the traffic that is answered at once and carries no message: clients
    /// and brokers finding their way about.
    static bool is_quick(const Body& body);
    /// Sets to one value what only makes the next pause longer.
    static void forget_pauses(Role& role);

    /// Whether nothing in the model tells `a` from `b` (models/kafka/alike.hpp).
    static bool alike(const Plan<Vocabulary>& plan, TimeOrder order, NodeId a, NodeId b);
    /// Those that the application at `node` publishes.
    struct Messages {
        MessageId first;
        std::uint32_t count = 0;
    };
    static Messages messages_of(const Plan<Vocabulary>& plan, NodeId node);
    /// Gives `world` other names.
    static void rename(World<Model>& world, const Settings& settings, const Renaming& names);

    /// Whether the steps of `client` commute with those of all others, and nothing is at its end
    /// before it has acted; what arrives at it next is within any scope (models/kafka/alone.hpp).
    static bool acts_alone(const Plan<Vocabulary>& plan, const World<Model>& world, NodeId client);
    /// Whether `server` has a request of `client` that it has not answered.
    static bool may_answer(const World<Model>& world, NodeId server, NodeId client);

    // ---- rules about replicas, by their place in `rules()`: what each world, or step, must keep
    using Watch = kafka::Reigns;
    static const std::vector<ModelRule>& rules();
    static void watch(const World<Model>& world, Watch& watched);
    /// Which of `asked` (bit by rule) the world breaks; rules of a step are not asked here.
    static std::uint64_t broken_rules(std::uint64_t asked, const World<Model>& world,
                                      const Settings& settings);
    static bool breaks(std::uint8_t rule, const Watch& before, const Watch& after);

    /// Notes `readable` for every copy that a reader of the queue finds, in order.
    template <class Note>
    static void audit(const World<Model>& world, const Settings& settings, Note&& note) {
        for (const RecordRange range : readable(world, settings))
            note(Fact{FactKind::readable, Cause::none, no_node, range, {}, 0});
    }
    /// The records of `node`'s file between two positions.
    template <class Take>
    static void in_file(const World<Model>& world, const Settings& settings, NodeId node,
                        FileId file, Position from, Position upto, Take&& take) {
        for (const RecordRange range : records_in_file(world, settings, node, file, from, upto))
            take(range);
    }

private:
    static std::vector<RecordRange> readable(const World<Model>& world, const Settings& settings);
    static std::vector<RecordRange> records_in_file(const World<Model>& world,
                                                    const Settings& settings, NodeId node,
                                                    FileId file, Position from, Position upto);
};

static_assert(std::regular<World<Model>>, "the world is a value");

}  // namespace mqfate
