#include "reports/share.hpp"

#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::share_test {

std::string of_runs(std::size_t runs, std::uint64_t lost) {
    std::vector<RunSummary> all(runs, run_with(0, 0));
    all.front() = run_with(lost, 0);
    return share(share_of(result_of(all).outcome, Level::log, Fate::lost_confirmed), {});
}

TEST_CASE("share: with few runs there are counts and no more") {
    CHECK(of_runs(1, 67) == "67 of 100");
    CHECK(of_runs(4, 1) == "1 of 400");
    CHECK(of_runs(4, 0) == "0 of 400");
    const Result one = result_of({run_with(1, 0)});
    const Share found = share_of(one.outcome, Level::log, silent_loss);
    CHECK(share(found, {words::Language::zh}) == "1 / 100");
}

TEST_CASE("share: from five runs on there is an interval, or a bound") {
    // None of n runs: at most 1 - 0.05^(1/n). 4: 0.527, more than half. 5: 0.451.
    CHECK(of_runs(5, 0) == "0 (below 45.1 %)");
    CHECK(of_runs(5, 5).starts_with("1 % ("));
}

}  // namespace mqfate::reports::share_test
