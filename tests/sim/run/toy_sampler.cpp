#include "tests/sim/run/toy_sampler.hpp"

namespace mqfate {

template class Sampler<toy::Model>;
template class Sampler<toy::Model, Tracing<toy::Model>>;

}  // namespace mqfate
