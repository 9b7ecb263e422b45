// Makes the engine of one model: include this in models/<system>/engine.cpp and nowhere else.
#pragma once

#include "models/engine.hpp"
#include "models/engine/simulating.hpp"

namespace mqfate {

template <class Model> Engine engine_of() {
    using V = typename Model::Vocabulary;
    return {.system = Model::key,
            .messages = KindTable::of<typename V::Body>(),
            .timers = KindTable::of<typename V::Timer>(),
            .causes = Model::causes(),
            .simulate = engine::simulate<Model>,
            .traced = engine::traced<Model>,
            .accounted = engine::accounted<Model>,
            .first_sighting = engine::first_sighting<Model>};
}

}  // namespace mqfate
