#include "tests/kafka_sampler.hpp"

#include <concepts>

#include "sim/run/recorder.hpp"
#include "sim/run/sampler.hpp"
#include "tests/forks.hpp"

namespace mqfate::tests {

using KafkaTracing = Tracing<kafka::Model>;

static_assert(std::regular<Run<kafka::Model>>);
static_assert(std::regular<Run<kafka::Model, KafkaTracing>>);

KafkaSampler::KafkaSampler(const Plan<kafka::Vocabulary>& plan)
    : sampler_(std::make_unique<Sampler<kafka::Model>>(plan)) {}
KafkaSampler::~KafkaSampler() = default;

RunSummary KafkaSampler::run(std::uint64_t seed, std::uint64_t run) {
    return sampler_->run(seed, run);
}
void KafkaSampler::begin(std::uint64_t seed, std::uint64_t run) { sampler_->begin(seed, run); }
bool KafkaSampler::is_over() const { return sampler_->is_over(); }
void KafkaSampler::step() { sampler_->step(); }
Instant KafkaSampler::now() const { return sampler_->now().now; }
const World<kafka::Model>& KafkaSampler::world() const { return sampler_->world(); }

int check_forks_of_kafka(const Plan<kafka::Vocabulary>& plan, std::uint64_t run, int forks) {
    return check_forks<kafka::Model>(plan, run, forks);
}
int check_traced_forks_of_kafka(const Plan<kafka::Vocabulary>& plan, std::uint64_t run, int forks) {
    return check_forks<kafka::Model, KafkaTracing>(plan, run, forks);
}

}  // namespace mqfate::tests
