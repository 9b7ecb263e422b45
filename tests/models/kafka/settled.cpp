#include "tests/models/kafka/settled.hpp"

#include "tests/kafka_sampler.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests {

World<kafka::Model> settled(const Plan<kafka::Vocabulary>& plan) {
    KafkaSampler sampler(plan);
    REQUIRE(sampler.run(1, 0).drained);
    return sampler.world();
}

}  // namespace mqfate::tests
