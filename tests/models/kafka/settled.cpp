#include "tests/models/kafka/settled.hpp"

#include "sim/run/sampler.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests {

World<Model> settled(const Plan<Vocabulary>& plan) {
    Sampler<Model> sampler(plan);
    REQUIRE(sampler.run(1, 0).drained);
    return sampler.world();
}

}  // namespace mqfate::tests
