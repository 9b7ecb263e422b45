#include "models/kafka/alike.hpp"

#include <algorithm>

namespace mqfate::kafka {
namespace {

bool is_broker(const Settings& settings, NodeId node) { return index(node) < settings.brokers; }

// ---- producers

// At most one batch of the producer waits at a broker at a time, whatever happens.
bool one_batch_waits(const ProducerConfig& config, std::uint32_t messages,
                     const Plan<Vocabulary>& plan) {
    if (plan.wiring.transport == Transport::datagram) return false;
    if (plan.settings.kafka.topics[config.topic].flush_messages != never) return false;
    return config.acks != Acks::all || messages <= 1 ||
           config.max_in_flight_requests_per_connection == 1;
}

bool is_replicated(const Settings& settings, std::uint16_t topic) {
    return std::any_of(settings.partitions.begin(), settings.partitions.end(),
                       [&](const auto& p) { return p.topic == topic && p.replicas.size() > 1; });
}

// Of the answers of one handler a crash inside it leaves the first few; an id that is lost with its
// producer has no place in an order any more.
bool no_crash_matters(const ProducerConfig& config, const Plan<Vocabulary>& plan) {
    const Settings& settings = plan.settings.kafka;
    const bool answers_many = config.acks == Acks::all && is_replicated(settings, config.topic);
    const bool ids =
        std::any_of(settings.producers.begin(), settings.producers.end(),
                    [](const auto& p) { return p.acks == Acks::all && p.enable_idempotence; });
    return std::none_of(
        plan.faults.nodes.begin(), plan.faults.nodes.end(), [&](const NodeFault& fault) {
            if (fault.kind != NodeFault::Kind::crash && fault.kind != NodeFault::Kind::shutdown)
                return false;
            const auto& nodes = fault.target.nodes;
            const bool of_a_broker =
                fault.target.post || std::any_of(nodes.begin(), nodes.end(),
                                                 [&](NodeId n) { return is_broker(settings, n); });
            const bool of_a_producer = std::any_of(nodes.begin(), nodes.end(), [&](NodeId n) {
                return plan.publication.seat_of(n) != nullptr;
            });
            return (answers_many && of_a_broker) || (ids && of_a_producer);
        });
}

bool same_settings(ProducerConfig a, const ProducerConfig& b) {
    a.name = b.name;
    return a == b;
}

bool are_producers_alike(const Plan<Vocabulary>& plan, NodeId a, NodeId b) {
    const Settings& settings = plan.settings.kafka;
    const ProducerConfig& config = settings.producer(a);
    const std::uint32_t messages = plan.settings.app.publisher(a).messages;
    if (messages != plan.settings.app.publisher(b).messages) return false;
    if (!same_settings(config, settings.producer(b))) return false;
    if (first_asked(settings, a) != first_asked(settings, b)) return false;
    const bool draws =
        config.partitioning == Partitioning::sticky && settings.topics[config.topic].partitions > 1;
    return !draws && one_batch_waits(config, messages, plan) && no_crash_matters(config, plan);
}

// ---- followers

bool leads_nothing(const Settings& settings, NodeId node) {
    return is_broker(settings, node) &&
           std::none_of(settings.partitions.begin(), settings.partitions.end(),
                        [&](const auto& p) { return p.replicas.front() == node; });
}

bool one_leads_all(const Settings& settings) {
    const auto have_two = [](const PartitionConfig& p, const PartitionConfig& q) {
        return p.replicas.front() != q.replicas.front();
    };
    const auto& all = settings.partitions;
    return std::adjacent_find(all.begin(), all.end(), have_two) == all.end();
}

bool host_the_same(const Settings& settings, NodeId a, NodeId b) {
    return std::all_of(settings.partitions.begin(), settings.partitions.end(),
                       [&](const PartitionConfig& p) {
                           return place_of(a, p).has_value() == place_of(b, p).has_value();
                       });
}

bool strikes_followers_only(const NodeFault& fault, const Plan<Vocabulary>& plan) {
    const auto follows = [&](NodeId node) { return leads_nothing(plan.settings.kafka, node); };
    if (fault.target.post) return false;
    if (!std::all_of(fault.target.nodes.begin(), fault.target.nodes.end(), follows)) return false;
    if (fault.kind != NodeFault::Kind::cut) return true;
    const CutPairs& cut = plan.faults.cuts[fault.cut];
    return std::all_of(cut.begin(), cut.end(), [&](const auto& pair) {
        return follows(pair.first) || follows(pair.second);
    });
}

// A request about metadata, or for an id, finds the leader's connection with room for it: not more
// requests with messages are in flight than there are messages, and one of the other kind.
bool finds_the_leader(const app::PublisherConfig& publisher, const Settings& settings) {
    return publisher.messages + 2 <=
           settings.producer(publisher.node).max_in_flight_requests_per_connection;
}

bool is_of_producing(const MessageRule& rule) {
    return rule.body == ProduceRequest::kind.code || rule.body == ProduceResponse::kind.code;
}

bool begins_at(const Settings& settings, NodeId broker) {
    for (std::size_t p = 0; p < settings.producers.size(); ++p)
        if (first_asked(settings, settings.producer_node(p)) == broker) return true;
    return false;
}

bool clients_find_somebody(const Plan<Vocabulary>& plan) {
    const auto& rules = plan.faults.rules;
    const auto& publishers = plan.settings.app.publishers;
    if (rules.empty())
        return plan.faults.nodes.empty() ||
               std::all_of(publishers.begin(), publishers.end(), [&](const auto& publisher) {
                   return finds_the_leader(publisher, plan.settings.kafka);
               });
    // Producers begin one by one at b3, b4 and so on: while two are left, none does at the leader.
    return plan.faults.nodes.empty() && std::all_of(rules.begin(), rules.end(), is_of_producing);
}

bool are_followers_alike(const Plan<Vocabulary>& plan, TimeOrder order, NodeId a, NodeId b) {
    const Settings& settings = plan.settings.kafka;
    const auto& faults = plan.faults.nodes;
    return leads_nothing(settings, a) && leads_nothing(settings, b) && one_leads_all(settings) &&
           host_the_same(settings, a, b) && order == TimeOrder::kept &&
           plan.wiring.transport == Transport::connection && !begins_at(settings, a) &&
           !begins_at(settings, b) &&
           std::all_of(faults.begin(), faults.end(),
                       [&](const auto& fault) { return strikes_followers_only(fault, plan); }) &&
           clients_find_somebody(plan);
}

}  // namespace

bool alike(const Plan<Vocabulary>& plan, TimeOrder order, NodeId a, NodeId b) {
    if (plan.publication.seat_of(a) != nullptr && plan.publication.seat_of(b) != nullptr)
        return are_producers_alike(plan, a, b);
    return are_followers_alike(plan, order, a, b);
}

}  // namespace mqfate::kafka
