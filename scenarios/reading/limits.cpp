#include "scenarios/reading/limits.hpp"

#include <algorithm>
#include <string>

namespace mqfate::scenarios {
Errors too_much(const Document& document, const Scenario& scenario, const Amount& amount,
                const Allowance& allowance) {
    Errors errors(document.file());
    const auto check = [&](const char* pointer, std::uint64_t asked, std::uint64_t limit,
                           const std::string& what) {
        if (asked > limit)
            errors.add(document.place(pointer), pointer,
                       "asks for " + std::to_string(asked) + " " + what,
                       "at most " + std::to_string(limit) + "; --no-limits lifts this");
    };
    const std::uint64_t times = amount.runs * amount.rows;
    const std::string all = " (" + std::to_string(amount.runs) + " runs of " +
                            std::to_string(amount.rows) +
                            (amount.rows == 1 ? " configuration)" : " configurations)");
    const Cost cost = scenario.system->cost(scenario.plan);
    check(cost.messages_at, scenario.plan->messages, allowance.messages, "messages a run");
    check("/runs", times, allowance.runs, "runs" + all);
    check("/runs", cost.copies * times, allowance.copies, "copies of messages" + all);
    check(cost.nodes_at, scenario.plan->wiring.channels.size() * times, allowance.connections,
          "connections" + all);
    check(cost.views_at, cost.views * times, allowance.views, cost.views_are + all);
    return errors;
}

void ration(AnyPlan& plan, const Amount& amount, const Allowance& allowance) {
    const std::uint64_t share =
        std::max<std::uint64_t>(allowance.steps / (amount.runs * amount.rows), 1'000);
    plan->limits.steps = std::min(plan->limits.steps, share);
}

}  // namespace mqfate::scenarios
