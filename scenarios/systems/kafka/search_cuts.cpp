#include "scenarios/systems/kafka/search_cuts.hpp"

#include <algorithm>

namespace mqfate::scenarios {

std::vector<std::uint32_t> keep_messages(kafka::Settings& settings, std::uint32_t most) {
    std::vector<std::uint32_t> kept;
    for (kafka::ProducerConfig& producer : settings.producers) {
        producer.messages = std::min(producer.messages, most);
        kept.push_back(producer.messages);
    }
    return kept;
}

Victims brokers_of(const kafka::Settings& settings) {
    Victims victims{.nodes = {}, .name = "broker"};
    for (std::uint16_t b = 0; b < settings.brokers; ++b) victims.nodes.push_back({b});
    return victims;
}

}  // namespace mqfate::scenarios
