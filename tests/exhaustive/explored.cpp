// The searches that most tests of the whole share (kafka_search.hpp), compiled once.
#include <utility>
#include <vector>

#include "sim/explore/search/search.hpp"
#include "tests/exhaustive/after_steps.hpp"
#include "tests/exhaustive/kafka_search.hpp"
#include "tests/kafka_plan.hpp"

namespace mqfate::tests {

SearchResult explored(const scenarios::Scenario& scenario, const Scope& scope,
                      std::vector<Question> questions) {
    SearchOptions options;
    options.ends_it = 1;
    return Search<KafkaMachine>(KafkaMachine(kafka_plan(scenario), scope, std::move(questions)),
                                options)
        .run();
}

SearchResult explored(const AfterSteps& machine) {
    SearchOptions options;
    options.ends_it = 1;
    return Search<AfterSteps>(machine, options).run();
}

}  // namespace mqfate::tests
