// What the timers of Kafka name, for people.
#pragma once

#include <string>

#include "models/kafka/context.hpp"

namespace mqfate::scenarios {

/// "orders/0"
inline std::string name_of(kafka::PartitionId id, const Vocabulary::Settings& settings) {
    const kafka::Settings& kafka = settings.kafka;
    return kafka.topic_of(id).name + "/" + std::to_string(kafka.partition(id).number);
}

}  // namespace mqfate::scenarios
