#include "tests/kafka_sampler.hpp"

namespace mqfate {

template class Sampler<kafka::Model>;
template class Sampler<kafka::Model, Tracing<kafka::Model>>;

}  // namespace mqfate
