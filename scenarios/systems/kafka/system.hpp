// Kafka, as all that scenarios need of it.
#pragma once

#include "scenarios/systems/system.hpp"

namespace mqfate::scenarios {

System kafka_system();

}  // namespace mqfate::scenarios
