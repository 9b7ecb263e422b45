// The samplers of the toy system, without a trace and with one: compiled once for all tests here.
#pragma once

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/sim/toy.hpp"

namespace mqfate {

extern template class Sampler<toy::Model>;
extern template class Sampler<toy::Model, Tracing<toy::Model>>;

}  // namespace mqfate
