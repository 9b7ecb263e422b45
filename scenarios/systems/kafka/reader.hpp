// Reads the "kafka" member of a scenario: brokers, topics, producers, consumers.
//
// Settings have Kafka's own names, and the defaults of the version that the file names
// (versions.hpp), so that a real configuration can be pasted: known_settings.hpp has them all. A
// setting that matters and is not modelled is refused: silence would be taken for an answer.
// Contradictions that Kafka itself refuses are refused (KafkaProducer's own checks, Apache
// Kafka 4.1, ProducerConfig.postProcessAndValidateIdempotenceConfigs and
// KafkaProducer.configureDeliveryTimeout). Tested by:
// tests/scenarios/systems/kafka/reader_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "models/app/settings.hpp"
#include "models/kafka/settings.hpp"
#include "scenarios/input/reader.hpp"
#include "scenarios/reading/settings_reader.hpp"
#include "sim/base/delay.hpp"
#include "sim/world/plan.hpp"

namespace mqfate::scenarios {

struct KafkaPart {
    kafka::Settings settings;
    app::Settings application;
    std::vector<std::string> node_names;       ///< by NodeId
    std::vector<std::string> partition_names;  ///< by PartitionId: "orders/0"
    std::vector<Delay> delays;                 ///< by DelayId
    std::vector<LateStart> late_starts;        ///< of clients
    std::uint32_t messages = 0;
};

/// Errors go to the reader; what cannot be read has its default.
KafkaPart read_kafka(Reader kafka);

}  // namespace mqfate::scenarios
