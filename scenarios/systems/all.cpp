#include "scenarios/systems/all.hpp"

#include "scenarios/systems/kafka/system.hpp"

namespace mqfate::scenarios {

const std::vector<System>& all_systems() {
    static const std::vector<System> all{kafka_system()};
    return all;
}

}  // namespace mqfate::scenarios
