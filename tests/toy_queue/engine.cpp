// The engine of the toy queue: the templates of the sampler and the explorer, once.
#include "models/engine/engine_of.hpp"
#include "tests/toy_queue/system.hpp"

namespace mqfate::toy_queue {

const Engine& engine() {
    static const Engine engine = engine_of<Model>();
    return engine;
}

}  // namespace mqfate::toy_queue
