// Reads producers and consumers of a Kafka scenario.
#pragma once

#include <string>
#include <vector>

#include "scenarios/systems/kafka/reader.hpp"

namespace mqfate::scenarios {

class ClientsReader {
public:
    explicit ClientsReader(KafkaPart& part) : part_(part) {}

    void read_producer(const std::string& name, Reader producer);
    void read_consumer(const std::string& name, Reader consumer);

private:
    /// The topic that `key` names; the first one on error.
    std::uint16_t topic(Reader& client);
    DelayId add(Delay delay);
    bool name_is_free(const std::string& name, const Reader& client);
    /// When the process of `node` starts: with the others, or later.
    void read_start(Reader& client, NodeId node);
    void read_partitioning(Reader& producer, kafka::ProducerConfig& config);
    /// The time up to the effect, and what comes after it.
    void read_work(Reader& consumer, app::ApplicationConfig& application);
    void read_producer_config(Reader settings, kafka::ProducerConfig& config);

    /// When offsets are committed, by the application or by the client.
    static void read_commits(Reader& consumer, Reader& settings, kafka::ConsumerConfig& config);
    void read_consumer_config(Reader& settings, kafka::ConsumerConfig& config);

    KafkaPart& part_;
};

}  // namespace mqfate::scenarios
