#include "scenarios/systems/kafka/search_cuts.hpp"

#include <algorithm>

namespace mqfate::scenarios {

Victims brokers_of(const kafka::Settings& settings) {
    Victims victims{.nodes = {}, .name = "broker"};
    for (std::uint16_t b = 0; b < settings.brokers; ++b) victims.nodes.push_back({b});
    return victims;
}

}  // namespace mqfate::scenarios
