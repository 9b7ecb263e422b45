// The samplers of the toy system, without a trace and with one, for all tests here. (With
// optimisation g++ still instantiates what it would inline, so only a part is compiled once.)
#pragma once

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/sim/toy.hpp"

namespace mqfate {

extern template class Sampler<toy::Model>;
extern template class Sampler<toy::Model, Tracing<toy::Model>>;

}  // namespace mqfate
