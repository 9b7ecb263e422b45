#include "tests/exhaustive/worlds.hpp"

#include <cstdint>
#include <utility>

#include "sim/explore/in_time/in_time.hpp"
#include "sim/explore/reduction/independence.hpp"
#include "sim/explore/reduction/symmetry.hpp"
#include "sim/explore/search/search.hpp"
#include "sim/explore/search/trail.hpp"
#include "sim/explore/world/world_machine.hpp"
#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

KafkaState::KafkaState() = default;
KafkaState::KafkaState(WorldState<kafka::Model> state) : WorldState(std::move(state)) {}
KafkaState::KafkaState(const KafkaState& other) = default;
KafkaState::KafkaState(KafkaState&& other) noexcept = default;
KafkaState& KafkaState::operator=(const KafkaState& other) = default;
KafkaState& KafkaState::operator=(KafkaState&& other) noexcept = default;
KafkaState::~KafkaState() = default;

/// One that may begin anywhere.
class Worlds::Machine : public WorldMachine<kafka::Model> {
public:
    using WorldMachine::WorldMachine;

    void begin_in(const KafkaState& first) { first_ = first; }
    void starts(std::vector<State>& out) {
        if (!first_) return WorldMachine::starts(out);
        out.push_back(*first_);
    }
    SearchResult explored() const {
        SearchOptions options;
        options.ends_it = 1;
        return Search<Machine>(*this, options).run();
    }

private:
    std::optional<KafkaState> first_;
};

Worlds::Worlds(const scenarios::Scenario& scenario, const Scope& scope,
               std::vector<Question> questions)
    : plan_(&kafka_plan(scenario)),
      machine_(std::make_unique<Machine>(*plan_, scope, std::move(questions))) {}
Worlds::Worlds(Worlds&& other) noexcept = default;
Worlds::~Worlds() = default;

KafkaState Worlds::start() {
    std::vector<Machine::State> starts;
    machine_->starts(starts);
    return std::move(starts.front());
}
std::vector<Choice> Worlds::steps(const KafkaState& state) const {
    std::vector<Choice> all;
    machine_->steps(state, all);
    return all;
}
std::vector<Choice> Worlds::all_steps(const KafkaState& state) const {
    std::vector<Choice> all;
    machine_->all_steps(state, all);
    return all;
}
bool Worlds::take(KafkaState& state, const Choice& choice) {
    return !machine_->take(state, choice).outside;
}
Bytes Worlds::encode(const KafkaState& state) {
    Bytes bytes;
    machine_->encode(state, bytes);
    return bytes;
}
void Worlds::decode(const Bytes& stored, KafkaState& state) { machine_->decode(stored, state); }
std::optional<Ledger> Worlds::at_the_end(const KafkaState& state) {
    return machine_->at_the_end(state);
}

bool Worlds::is_calm(const KafkaState& state) const {
    return Independence<kafka::Model>(*plan_).is_calm(state.world, state.budget,
                                                      state.strikes_left);
}
bool Worlds::is_undisturbed(const KafkaState& state, NodeId client) const {
    return Independence<kafka::Model>(*plan_).is_undisturbed(state.world, client);
}
bool Worlds::may_act_alone(const KafkaState& state, NodeId client) const {
    return Independence<kafka::Model>(*plan_).may_act_alone(state.world, client);
}

SearchResult Worlds::explored() const { return machine_->explored(); }
SearchResult Worlds::explored_from(const KafkaState& first) const {
    Machine machine = *machine_;
    machine.begin_in(first);
    return machine.explored();
}
KafkaTrail Worlds::trail_of(const Path& path) const {
    Trail<Machine> trail = mqfate::trail_of(*machine_, path);
    KafkaTrail found{{}, std::move(trail.steps)};
    for (auto& world : trail.worlds) found.worlds.emplace_back(std::move(world));
    return found;
}

KafkaInTime in_time(const scenarios::Scenario& scenario, const Scope& scope,
                    const std::vector<Choice>& steps) {
    InTimeWalk<kafka::Model> walk(kafka_plan(scenario), scope,
                                  static_cast<std::uint32_t>(steps.size()));
    for (const Choice& step : steps) walk.take(step);
    InTime timed = walk.finish(false);
    return {std::move(timed), walk.bounds().all()};
}

std::vector<Group> interchangeable_nodes(const scenarios::Scenario& scenario, const Scope& scope) {
    return interchangeable<kafka::Model>(kafka_plan(scenario), scope);
}
std::vector<Renaming> renamings(const scenarios::Scenario& scenario, const Scope& scope) {
    return Symmetry<kafka::Model>(kafka_plan(scenario), scope).renamings();
}
std::vector<Renaming> renamings(const scenarios::Scenario& scenario,
                                const std::vector<Group>& groups) {
    return Renamings<kafka::Model>(kafka_plan(scenario)).all(groups);
}
void rename(KafkaState& state, const scenarios::Scenario& scenario, const Renaming& names) {
    Symmetry<kafka::Model>::rename(state, kafka_plan(scenario), names);
}

}  // namespace mqfate::tests
