// Makes the engine of one model: include this in models/<system>/engine.cpp and nowhere else.
#pragma once

#include "models/engine.hpp"
#include "models/engine/searching.hpp"
#include "models/engine/simulating.hpp"

namespace mqfate {

template <class Model> Engine engine_of() {
    using V = typename Model::Vocabulary;
    return {.system = Model::key,
            .dialect = {KindTable::of<typename V::Body>(), KindTable::of<typename V::Timer>(),
                        Model::causes(), Model::texts()},
            .simulate = engine::simulate<Model>,
            .traced = engine::traced<Model>,
            .accounted = engine::accounted<Model>,
            .first_sighting = engine::first_sighting<Model>,
            .explore = engine::explore<Model>,
            .replay = engine::replay<Model>,
            .interchangeable = engine::interchangeable_nodes<Model>,
            .most_sends = Model::most_sends};
}

}  // namespace mqfate
