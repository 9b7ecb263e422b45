#include "models/world.hpp"

#include <algorithm>

#include "models/kafka/whole.hpp"
#include "sim/base/luck.hpp"

namespace mqfate {
namespace {

using kafka::Offset;
using kafka::PartitionId;

const kafka::Broker& broker(const World<Model>& world, NodeId node) {
    return std::get<kafka::Broker>(world.roles[index(node)]);
}
const kafka::Controller& controller(const World<Model>& world, const kafka::Settings& settings) {
    return std::get<kafka::Controller>(world.roles[index(settings.controller())]);
}

bool producers_are_done(const World<Model>& world, const kafka::Settings& settings) {
    for (std::size_t i = 0; i < settings.producers.size(); ++i) {
        const NodeId node = settings.producer_node(i);
        if (!std::get<kafka::Producer>(world.roles[index(node)]).done(settings, node)) return false;
    }
    return true;
}

// A producer that asks for no answer is done while its requests are still under way.
bool any_produce_request_under_way(const World<Model>& world) {
    const auto produces = [](const auto& packet) {
        return std::holds_alternative<kafka::ProduceRequest>(packet.body);
    };
    const auto carries = [&](const auto& connection) {
        const auto& flow = connection.flow(Way::to_server);
        return std::any_of(flow.begin(), flow.end(), produces);
    };
    return std::any_of(world.connections.begin(), world.connections.end(), carries) ||
           std::any_of(world.datagrams.begin(), world.datagrams.end(), produces);
}

bool consumers_have_all(const World<Model>& world, const kafka::Settings& settings) {
    for (std::size_t i = 0; i < settings.consumers.size(); ++i) {
        const auto& consumer =
            std::get<kafka::Consumer>(world.roles[index(settings.consumer_node(i))]);
        if (!consumer.quiet()) return false;
        for (const PartitionId partition : settings.consumers[i].partitions) {
            const NodeId leader = kafka::leader_of(partition, controller(world, settings));
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

std::vector<Model::Role> Model::roles(const Settings& settings) {
    const kafka::Settings& kafka = settings.kafka;
    std::vector<Role> roles(kafka.brokers, Role{kafka::Broker{}});
    roles.emplace_back(kafka::Controller{});
    roles.emplace_back(kafka::Coordinator{});
    roles.insert(roles.end(), kafka.producers.size(), Role{kafka::Producer{}});
    roles.insert(roles.end(), kafka.consumers.size(), Role{kafka::Consumer{}});
    return roles;
}

// Produce requests and answers carry their batch and attempt; the rest is named by its count.
std::uint64_t Model::subject(const Store& store, const Body& body) {
    const auto named = [&](const auto& message) -> std::uint64_t {
        if (message.items.empty()) return 0;
        const RecordRange records = store.kafka.batches[message.items.front().batch].records;
        const MessageId first = store.records[records.first];
        return std::uint64_t{1} << 40 | static_cast<std::uint64_t>(first.value) << 8 |
               message.attempt;
    };
    if (const auto* request = std::get_if<kafka::ProduceRequest>(&body)) return named(*request);
    if (const auto* response = std::get_if<kafka::ProduceResponse>(&body)) return named(*response);
    return 0;
}

std::uint32_t Model::bytes(const Store& store, const Body& body) {
    constexpr std::uint32_t envelope = 100;  // headers of TCP and of the protocol, about
    std::uint32_t total = envelope;
    if (const auto* request = std::get_if<kafka::ProduceRequest>(&body))
        for (const auto& item : request->items) total += store.kafka.batches[item.batch].bytes;
    if (const auto* answer = std::get_if<kafka::FetchResponse>(&body))
        for (const auto& item : answer->items)
            for (const auto& entry :
                 store.kafka.entries.span(item.entries.first, item.entries.count))
                total += store.kafka.batches[entry.batch].bytes;
    return total;
}

bool Model::is_producer(const Settings& settings, NodeId node) {
    const std::size_t first = index(settings.kafka.producer_node(0));
    return index(node) >= first && index(node) < first + settings.kafka.producers.size();
}

NodeId Model::leader(const World<Model>& world, const Settings& settings, std::uint32_t which) {
    return kafka::leader_of(PartitionId{static_cast<std::uint16_t>(which)},
                            controller(world, settings.kafka));
}

bool Model::quiet(const World<Model>& world, const Settings& settings) {
    const kafka::Settings& kafka = settings.kafka;
    if (!producers_are_done(world, kafka) || any_produce_request_under_way(world)) return false;
    for (std::uint16_t p = 0; p < kafka.partitions.size(); ++p)
        if (!kafka::is_replicated(
                {p}, controller(world, kafka), kafka,
                [&](NodeId node) -> const kafka::Broker& { return broker(world, node); }))
            return false;
    return consumers_have_all(world, kafka);
}

std::vector<RecordRange> Model::readable(const World<Model>& world, const Settings& settings) {
    std::vector<RecordRange> all;
    for (std::uint16_t p = 0; p < settings.kafka.partitions.size(); ++p) {
        const NodeId leader = kafka::leader_of({p}, controller(world, settings.kafka));
        if (leader == no_node) continue;
        const auto ranges = kafka::readable({p}, broker(world, leader), world.store.kafka);
        all.insert(all.end(), ranges.begin(), ranges.end());
    }
    return all;
}

std::vector<RecordRange> Model::records_in_file(const World<Model>& world, const Settings&,
                                                NodeId node, FileId file, Position from,
                                                Position upto) {
    std::vector<RecordRange> ranges;
    const kafka::Store& store = world.store.kafka;
    broker(world, node)
        .durable.logs[index(file)]
        .each(Offset{from.value}, Offset{upto.value}, store.entries, [&](kafka::EntryId id) {
            ranges.push_back(store.batches[store.entries[id].batch].records);
        });
    return ranges;
}

}  // namespace mqfate
