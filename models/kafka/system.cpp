#include "models/kafka/system.hpp"

#include <algorithm>

#include "models/kafka/portrait.hpp"
#include "models/kafka/whole.hpp"
#include "models/kafka/words.hpp"
#include "sim/base/luck.hpp"

namespace mqfate::kafka {
namespace {

const Broker& broker(const World<Model>& world, NodeId node) {
    return std::get<Broker>(world.roles[index(node)]);
}
const Controller& controller(const World<Model>& world, const Settings& settings) {
    return std::get<Controller>(world.roles[index(settings.controller())]);
}

bool producers_are_done(const World<Model>& world, const System::Plan& plan) {
    const Settings& settings = plan.settings.kafka;
    for (std::size_t i = 0; i < settings.producers.size(); ++i) {
        const NodeId node = settings.producer_node(i);
        if (!std::get<Producer>(world.roles[index(node)]).done(plan.settings.app, node))
            return false;
    }
    return true;
}

// A producer that asks for no answer is done while its requests are still under way.
bool any_produce_request_under_way(const World<Model>& world) {
    const auto produces = [](const auto& packet) {
        return std::holds_alternative<ProduceRequest>(packet.body);
    };
    const auto carries = [&](const auto& connection) {
        const auto& flow = connection.flow(Way::to_server);
        return std::any_of(flow.begin(), flow.end(), produces);
    };
    return std::any_of(world.connections.begin(), world.connections.end(), carries) ||
           std::any_of(world.datagrams.begin(), world.datagrams.end(), produces);
}

bool consumers_have_all(const World<Model>& world, const Settings& settings) {
    for (std::size_t i = 0; i < settings.consumers.size(); ++i) {
        const auto& consumer = std::get<Consumer>(world.roles[index(settings.consumer_node(i))]);
        if (!consumer.quiet()) return false;
        if (consumer.has_stopped()) continue;
        for (const PartitionId partition : settings.consumers[i].partitions) {
            const NodeId leader = leader_of(partition, controller(world, settings));
            if (leader == no_node) return false;
            const auto place = broker(world, leader).place_of(partition);
            if (!place) return false;
            const Offset end = broker(world, leader).memory.replicas[*place].high_watermark;
            if (consumer.position(partition) != end) return false;
        }
    }
    return true;
}

}  // namespace

void System::cast(Plan& plan) {
    const Settings& settings = plan.settings.kafka;
    auto& actors = plan.cast.actors;
    actors.assign(settings.brokers, Actor{"brokers"});
    // They stand for quorums: they are cut off, and do not die.
    actors.insert(actors.end(), 2, Actor{.group = {}, .fails = false});
    actors.insert(actors.end(), settings.producers.size(), Actor{"producers"});
    actors.insert(actors.end(), settings.consumers.size(), Actor{"consumers"});
    plan.cast.posts.clear();
    for (const PartitionConfig& partition : settings.partitions)
        plan.cast.posts.push_back({"leader of " + settings.topics[partition.topic].name + "/" +
                                       std::to_string(partition.number),
                                   partition.replicas});
    Publication& publication = plan.publication;
    publication.destinations.clear();
    for (const TopicConfig& topic : settings.topics)
        publication.destinations.push_back({{topic.name}, {}});
    for (const ConsumerConfig& consumer : settings.consumers)
        publication.destinations[consumer.topic].audiences.push_back(consumer.name);
    // Where anybody reads, what lies in a topic that nobody reads does not get through.
    if (!settings.consumers.empty())
        for (Destination& topic : publication.destinations)
            if (topic.audiences.empty()) topic.audiences.emplace_back("nobody");
    publication.publishers.clear();
    for (const app::PublisherConfig& publisher : plan.settings.app.publishers)
        publication.publishers.push_back({publisher.node, publisher.first, publisher.messages,
                                          settings.producer(publisher.node).topic});
}

std::vector<System::Role> System::roles(const Plan& plan) {
    const Settings& kafka = plan.settings.kafka;
    std::vector<Role> roles(kafka.brokers, Role{Broker{}});
    roles.emplace_back(Controller{});
    roles.emplace_back(Coordinator{});
    roles.insert(roles.end(), kafka.producers.size(), Role{Producer{}});
    roles.insert(roles.end(), kafka.consumers.size(), Role{Consumer{}});
    return roles;
}

// Produce requests and answers carry their batch and attempt; the rest is named by its count.
std::uint64_t System::subject(const Store& store, const Body& body) {
    const auto named = [&](const auto& message) -> std::uint64_t {
        if (message.items.empty()) return 0;
        const RecordRange records = store.kafka.batches[message.items.front().batch].records;
        const MessageId first = store.records[records.first];
        return std::uint64_t{1} << 40 | static_cast<std::uint64_t>(first.value) << 8 |
               message.attempt;
    };
    if (const auto* request = std::get_if<ProduceRequest>(&body)) return named(*request);
    if (const auto* response = std::get_if<ProduceResponse>(&body)) return named(*response);
    return 0;
}

std::uint32_t System::bytes(const Store& store, const Body& body) {
    constexpr std::uint32_t envelope = 100;  // headers of TCP and of the protocol, about
    std::uint64_t total = envelope;
    if (const auto* request = std::get_if<ProduceRequest>(&body))
        for (const auto& item : request->items) total += store.kafka.batches[item.batch].bytes;
    if (const auto* answer = std::get_if<FetchResponse>(&body))
        for (const auto& item : answer->items)
            for (const auto& entry :
                 store.kafka.entries.span(item.entries.first, item.entries.count))
                total += store.kafka.batches[entry.batch].bytes;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(total, 0xffffffff));
}

std::string System::name_of(PartitionId id, const Plan& plan) {
    const Settings& settings = plan.settings.kafka;
    return settings.topic_of(id).name + "/" + std::to_string(settings.partition(id).number);
}

words::Texts System::texts() { return kafka::texts; }

std::vector<words::Phrase> System::portrait(const World& world, const Plan& plan) {
    return kafka::portrait(world, plan);
}

NodeId System::holder(const World& world, const Plan& plan, PostId post) {
    return leader_of(PartitionId{post.value}, controller(world, plan.settings.kafka));
}

bool System::is_back(const World& world, const Plan& plan, NodeId node) {
    const Settings& settings = plan.settings.kafka;
    if (index(node) >= settings.brokers) return true;
    const Controller& log = controller(world, settings);
    if (!log.is_active(node)) return false;
    return std::all_of(log.durable.partitions.begin(), log.durable.partitions.end(),
                       [&](const PartitionState& state) {
                           const auto place = place_of(node, settings.partition(state.partition));
                           return !place || state.isr.has(*place);
                       });
}

bool System::quiet(const World& world, const Plan& plan) {
    const Settings& kafka = plan.settings.kafka;
    if (!producers_are_done(world, plan) || any_produce_request_under_way(world)) return false;
    for (std::uint16_t p = 0; p < kafka.partitions.size(); ++p)
        if (!is_replicated({p}, controller(world, kafka), kafka,
                           [&](NodeId node) -> const Broker& { return broker(world, node); }))
            return false;
    return consumers_have_all(world, kafka);
}

std::vector<RecordRange> System::readable(const World& world, const Plan& plan) {
    std::vector<RecordRange> all;
    for (std::uint16_t p = 0; p < plan.settings.kafka.partitions.size(); ++p) {
        const NodeId leader = leader_of({p}, controller(world, plan.settings.kafka));
        if (leader == no_node) continue;
        const auto ranges = kafka::readable({p}, broker(world, leader), world.store.kafka);
        all.insert(all.end(), ranges.begin(), ranges.end());
    }
    return all;
}

// FetchCollector.handleInitializeErrors, SubscriptionState.maybeSeekUnvalidated: the position is
// set to the end of the log, and nobody goes back behind it.
std::vector<System::Skipped> System::skipped_by_reset(const World& world, const Plan& plan) {
    const Settings& settings = plan.settings.kafka;
    std::vector<Skipped> all;
    for (std::size_t i = 0; i < settings.consumers.size(); ++i) {
        const ConsumerConfig& config = settings.consumers[i];
        if (config.auto_offset_reset != OffsetReset::latest) continue;
        const NodeId node = settings.consumer_node(i);
        const Branch audience = plan.settings.app.application(node).audience;
        const auto& consumer = std::get<Consumer>(world.roles[index(node)]);
        for (const PartitionId partition : config.partitions) {
            const NodeId leader = leader_of(partition, controller(world, settings));
            const auto position = consumer.position(partition);
            if (leader == no_node || !position) continue;
            for (const RecordRange records :
                 kafka::readable(partition, broker(world, leader), world.store.kafka, *position))
                all.push_back({records, audience});
        }
    }
    return all;
}

std::vector<Fact> System::passed_over(const World& world, const Plan& plan) {
    std::vector<Fact> facts;
    const Settings& kafka = plan.settings.kafka;
    for (std::size_t i = 0; i < kafka.consumers.size(); ++i) {
        const NodeId node = kafka.consumer_node(i);
        if (!std::get<Consumer>(world.roles[index(node)]).has_stopped()) continue;
        for (const PartitionId partition : kafka.consumers[i].partitions) {
            const NodeId leader = leader_of(partition, controller(world, kafka));
            if (leader == no_node) continue;
            for (const RecordRange records :
                 kafka::readable(partition, broker(world, leader), world.store.kafka))
                facts.push_back({.kind = FactKind::passed_over,
                                 .cause = causes::no_offset_to_begin_at,
                                 .node = node,
                                 .records = records,
                                 .branch = plan.settings.app.application(node).audience});
        }
    }
    return facts;
}

std::vector<RecordRange> System::records_in_file(const World& world, const Plan&, NodeId node,
                                                 FileId file, Position from, Position upto) {
    std::vector<RecordRange> ranges;
    const kafka::Store& store = world.store.kafka;
    broker(world, node)
        .durable.logs[index(file)]
        .each(Offset{from.value}, Offset{upto.value}, store.entries, [&](EntryId id) {
            ranges.push_back(store.batches[store.entries[id].batch].records);
        });
    return ranges;
}

}  // namespace mqfate::kafka
