#include "reports/share.hpp"

#include "sim/run/tally.hpp"

namespace mqfate::reports {

using namespace words::literals;

Share share_of(const Outcome& outcome, Level level, FateSet fates) {
    return {total(outcome, level, fates), total_judged(outcome, level), outcome.runs.size(),
            rate_of(outcome, level, fates)};
}

std::string share(const Share& found, const Say& say) {
    if (found.in_few_runs())
        return say("number.of"_t, {{"n", count(found.cases)}, {"all", count(found.all)}});
    return share(found.rate, say);
}

}  // namespace mqfate::reports
