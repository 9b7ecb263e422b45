// The sampler of Kafka as functions without templates: the engine is compiled once for all tests.
#pragma once

#include <cstdint>
#include <memory>

#include "models/kafka/system.hpp"
#include "sim/run/summary.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

template <class Model, class Recorder> class Sampler;
struct Silent;

namespace tests {

/// Runs one after the other, in the same memory (sim/run/sampler.hpp).
class KafkaSampler {
public:
    /// `plan` must live longer.
    explicit KafkaSampler(const Plan<kafka::Vocabulary>& plan);
    ~KafkaSampler();
    KafkaSampler(const KafkaSampler&) = delete;
    KafkaSampler& operator=(const KafkaSampler&) = delete;

    RunSummary run(std::uint64_t seed, std::uint64_t run);
    // ---- the same, step by step
    void begin(std::uint64_t seed, std::uint64_t run);
    bool is_over() const;
    void step();
    Instant now() const;

    /// After the last step.
    const World<kafka::Model>& world() const;

private:
    std::unique_ptr<Sampler<kafka::Model, Silent>> sampler_;
};

/// check_forks() (tests/forks.hpp) of a run of seed 1, and the same with a trace of it. Returns how
/// many forks each of them had.
int check_forks_of_kafka(const Plan<kafka::Vocabulary>& plan, std::uint64_t run, int forks);
int check_traced_forks_of_kafka(const Plan<kafka::Vocabulary>& plan, std::uint64_t run, int forks);

}  // namespace tests
}  // namespace mqfate
