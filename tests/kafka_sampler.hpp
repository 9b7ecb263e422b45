// The samplers of Kafka, without a trace and with one, for all tests. (With optimisation g++ still
// instantiates what it would inline, so only a part is compiled once.)
#pragma once

#include "models/kafka/system.hpp"
#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"

namespace mqfate {

extern template class Sampler<kafka::Model>;
extern template class Sampler<kafka::Model, Tracing<kafka::Model>>;

}  // namespace mqfate
