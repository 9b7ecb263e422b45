// The samplers of Kafka, without a trace and with one: compiled once for all tests.
#pragma once

#include "models/kafka/system.hpp"
#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"

namespace mqfate {

extern template class Sampler<kafka::Model>;
extern template class Sampler<kafka::Model, Tracing<kafka::Model>>;

}  // namespace mqfate
