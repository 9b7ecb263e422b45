#include "models/kafka/engine.hpp"

#include "models/engine/engine_of.hpp"
#include "models/kafka/system.hpp"

namespace mqfate::kafka {

const Engine& engine() {
    static const Engine engine = engine_of<Model>();
    return engine;
}

}  // namespace mqfate::kafka
