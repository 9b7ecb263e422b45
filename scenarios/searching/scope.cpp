#include "scenarios/searching/scope.hpp"

#include <algorithm>

#include "words/catalogue.hpp"

namespace mqfate::scenarios {
namespace {

using namespace words::literals;

bool stops_a_process(const NodeFault& fault) {
    return fault.kind == NodeFault::Kind::crash || fault.kind == NodeFault::Kind::pause ||
           fault.kind == NodeFault::Kind::shutdown;
}
bool is_of_the_network(const NodeFault& fault) {
    return fault.kind == NodeFault::Kind::cut || fault.kind == NodeFault::Kind::disconnect;
}
bool loses(const MessageRule& rule) {
    return rule.verdict == Verdict::drop || rule.verdict == Verdict::reset;
}
bool duplicates(const MessageRule& rule) { return rule.verdict == Verdict::duplicate; }

class Scoping {
public:
    Scoping(const Scenario& scenario, const Exploration& said)
        : system_(*scenario.system), said_(said), out_{scenario.plan, {}, {}} {}

    SearchPlan done() {
        cut_messages();
        make_budgets();
        add_faults();
        let_faults_strike();
        Bounds& bounds = out_.bounds;
        bounds.scope.idle_timers = said_.idle_timers;
        bounds.scope.from_the_start = said_.from_the_start;
        bounds.scope.symmetry = said_.symmetry;
        bounds.scope.partial_order = said_.partial_order && asks_for_all_orders();
        if (may_die_inside_a_handler()) bounds.sends_of_a_handler = out_.plan.engine().most_sends;
        note_who_is_alike();
        note_who_acts_first();
        note_what_has_no_fault();
        bounds.depth = said_.depth;
        bounds.states = said_.states;
        bounds.seconds = said_.seconds.value_or(60);
        bounds.memory = said_.memory.value_or(2'000'000'000);
        return std::move(out_);
    }

private:
    FaultPlan& faults() { return out_.plan->faults; }
    bool datagrams() const { return out_.plan->wiring.transport == Transport::datagram; }
    bool lossy() const { return datagrams() && out_.plan->wiring.can_lose(); }

    bool asks_for_all_orders() const { return out_.bounds.scope.budget.deviations == Budget::all; }

    bool may_die_inside_a_handler() {
        return out_.bounds.scope.budget.crashes > 0 &&
               std::any_of(faults().nodes.begin(), faults().nodes.end(),
                           [](const auto& fault) { return fault.kind == NodeFault::Kind::crash; });
    }

    void cut_messages() {
        out_.bounds.messages = system_.keep_messages(out_.plan, said_.messages.value_or(2));
    }
    void make_budgets() {
        const auto& rules = faults().rules;
        const auto& nodes = faults().nodes;
        std::size_t crashes = 0;
        for (const NodeFault& fault : nodes)
            if (stops_a_process(fault)) crashes += fault.turns();
        crashes = std::min(crashes, static_cast<std::size_t>(most_of_a_budget));
        can_crash_ = crashes > 0;
        can_lose_ = std::any_of(rules.begin(), rules.end(), loses) ||
                    std::any_of(nodes.begin(), nodes.end(), is_of_the_network) || lossy();
        can_duplicate_ = datagrams() && std::any_of(rules.begin(), rules.end(), duplicates);
        Budget& budget = out_.bounds.scope.budget;
        budget.crashes = said_.crashes.value_or(static_cast<std::uint8_t>(crashes));
        budget.losses = said_.losses.value_or(can_lose_ ? 1 : 0);
        budget.duplicates = said_.duplicates.value_or(can_duplicate_ ? 1 : 0);
        budget.retries = said_.retries.value_or(2);
        budget.deviations = said_.deviations.value_or(0);
    }
    void add_faults() {
        if (out_.bounds.scope.budget.crashes > 0 && faults().empty()) {
            const Victims victims = system_.victims(out_.plan);
            for (const NodeId node : victims.nodes) {
                NodeFault crash;
                crash.label = "crash " + out_.plan->wiring.names[index(node)];
                crash.target.nodes = {node};
                crash.limit = out_.bounds.scope.budget.crashes;
                faults().nodes.push_back(std::move(crash));
            }
            can_crash_ = true;
            out_.notes.emplace_back("note.any_broker_may_crash"_t);
        }
        if (lossy()) {
            MessageRule rule;
            rule.label = "loss on the wires";
            rule.verdict = Verdict::drop;
            faults().rules.push_back(std::move(rule));
        }
    }
    // What a rule counts would make worlds differ that do not.
    void let_faults_strike() {
        for (MessageRule& rule : faults().rules) rule.nth = rule.limit = 0;
        const Budget& budget = out_.bounds.scope.budget;
        for (NodeFault& fault : faults().nodes)
            if (fault.when.kind == When::Kind::rate && fault.limit == 0)
                fault.limit = stops_a_process(fault) ? budget.crashes : budget.losses;
    }
    void note_who_is_alike() {
        if (!said_.symmetry) return;
        for (const std::vector<NodeId>& group :
             out_.plan.engine().interchangeable(out_.plan, out_.bounds.scope)) {
            std::string names;
            for (const NodeId node : group)
                names += (names.empty() ? "" : ", ") + out_.plan->wiring.names[index(node)];
            out_.notes.push_back({"note.interchangeable"_t, {{"names", names}}});
        }
    }
    void note_who_acts_first() {
        if (!said_.partial_order || !asks_for_all_orders()) return;
        out_.notes.emplace_back("note.acts_first"_t);
    }
    void note_what_has_no_fault() {
        const Budget& budget = out_.bounds.scope.budget;
        if (!datagrams() && out_.plan->wiring.can_lose())
            out_.notes.emplace_back("note.wires_lose_late"_t);
        if (budget.crashes > 0 && !can_crash_) out_.notes.emplace_back("note.no_crash"_t);
        if (budget.losses > 0 && !can_lose_) out_.notes.emplace_back("note.no_loss"_t);
        if (budget.duplicates > 0 && !can_duplicate_)
            out_.notes.emplace_back("note.no_duplicate"_t);
    }

    const System& system_;
    const Exploration& said_;
    SearchPlan out_;
    bool can_crash_ = false;
    bool can_lose_ = false;
    bool can_duplicate_ = false;
};

}  // namespace

SearchPlan search_plan(const Scenario& scenario, const Exploration& said) {
    return Scoping(scenario, said).done();
}

std::optional<SmallerScope> smaller_scope(const Bounds& bounds) {
    const Budget& budget = bounds.scope.budget;
    SmallerScope smaller;
    const auto one_less = [&](const char* option, auto& target, auto now) {
        target = static_cast<std::remove_cvref_t<decltype(*target)>>(now - 1);
        smaller.option = std::string("--") + option + " " + std::to_string(*target);
        return smaller;
    };
    Exploration& change = smaller.change;
    if (budget.deviations == Budget::all) {
        change.deviations = 1;
        smaller.option = "--deviations 1";
        return smaller;
    }
    if (budget.deviations > 0) return one_less("deviations", change.deviations, budget.deviations);
    if (bounds.messages > 1) return one_less("messages", change.messages, bounds.messages);
    if (budget.crashes > 1) return one_less("crashes", change.crashes, budget.crashes);
    if (budget.losses > 1) return one_less("losses", change.losses, budget.losses);
    if (budget.retries > 1) return one_less("retries", change.retries, budget.retries);
    if (budget.crashes > 0 && budget.losses > 0)
        return one_less("losses", change.losses, budget.losses);
    if (budget.duplicates > 0) return one_less("duplicates", change.duplicates, budget.duplicates);
    if (budget.retries > 0) return one_less("retries", change.retries, budget.retries);
    if (budget.crashes > 0) return one_less("crashes", change.crashes, budget.crashes);
    if (budget.losses > 0) return one_less("losses", change.losses, budget.losses);
    return {};
}

}  // namespace mqfate::scenarios
