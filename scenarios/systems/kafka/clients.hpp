// Reads producers and consumers of a Kafka scenario.
#pragma once

#include <string>
#include <vector>

#include "scenarios/systems/kafka/reader.hpp"

namespace mqfate::scenarios {

class ClientsReader {
public:
    ClientsReader(KafkaPart& part, std::vector<ChangedSetting>& changed)
        : part_(part), changed_(changed) {}

    void read_producer(const std::string& name, Reader producer);
    void read_consumer(const std::string& name, Reader consumer);

private:
    /// The topic that `key` names; the first one on error.
    std::uint16_t topic(Reader& client);
    DelayId add(Delay delay);
    bool name_is_free(const std::string& name, const Reader& client);
    void read_partitioning(Reader& producer, kafka::ProducerConfig& config);
    void read_producer_config(Reader settings, kafka::ProducerConfig& config);

    KafkaPart& part_;
    std::vector<ChangedSetting>& changed_;
};

}  // namespace mqfate::scenarios
