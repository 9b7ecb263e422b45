// Kafka's engine (models/engine.hpp).
#pragma once

#include "models/engine.hpp"

namespace mqfate::kafka {

const Engine& engine();

}  // namespace mqfate::kafka
