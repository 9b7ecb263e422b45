// Held against a real Kafka 4.1.1 and its Java client under faults: measured_kafka.json has what
// was counted, scenarios/library/truth/ the same settings, rates, delays and fault times.
//
//   mean   of so many runs, with its 95 % interval: the simulated interval of the mean overlaps it.
//   count  of one long run: it lies within the central 99 % of simulated runs of that length, so
//          that messages which share a fate (a batch, a connection) are not counted as independent.
//   never  was not seen, and is not seen here.
//   wrong  why it is known to be otherwise here; a row that has come right must not say it.
// What is outside, and why, stands in models/kafka/README.md.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "scenarios/reading/expect.hpp"
#include "sim/run/statistics.hpp"
#include "sim/run/tally.hpp"
#include "tests/shipped/simulated_once.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::measured_kafka_test {

using Json = nlohmann::json;

std::vector<std::uint64_t> counts(const Once& once, const std::string& what) {
    const Outcome& outcome = once.outcome;
    if (what == "rejected") {
        std::vector<std::uint64_t> rejected;
        for (const RunSummary& run : outcome.runs) rejected.push_back(run.rejected);
        return rejected;
    }
    const auto expectation = scenarios::parse_expectation(what + " == 0", once.scenario.causes());
    REQUIRE(expectation.has_value());
    const auto& subject = std::get<scenarios::CountOf>(expectation->subject);
    return per_run(outcome, subject.level, subject.fates);
}

struct Range {
    double low = 0;
    double high = 0;
};

/// What is measured, and what is simulated of the same.
bool meet(const Range& a, const Range& b) { return a.low <= b.high && b.low <= a.high; }
Range measured(const Json& row) {
    if (row.contains("mean")) return {row["low"].get<double>(), row["high"].get<double>()};
    const double count = row.value("count", 0.0);
    return {count, count};
}
Range simulated(const Json& row, std::vector<std::uint64_t> found) {
    if (row.contains("mean")) {
        const Estimate mean = mean_of(std::vector<double>(found.begin(), found.end()));
        return {mean.low, mean.high};
    }
    std::sort(found.begin(), found.end());
    const std::size_t tail = row.contains("never") ? 0 : found.size() / 200;
    return {static_cast<double>(found[row.contains("never") ? found.size() - 1 : tail]),
            static_cast<double>(found[found.size() - 1 - tail])};
}

TEST_CASE("truth: what was measured on a real Kafka is what is simulated") {
    const Json rows = Json::parse(text_of(MQFATE_SOURCE_DIR "/tests/truth/measured_kafka.json"));
    REQUIRE(rows.size() > 40);
    for (const Json& row : rows) {
        CAPTURE(row.dump());
        const Once& once = simulated_once(row["scenario"].get<std::string>());
        const auto found = counts(once, row["what"].get<std::string>());
        REQUIRE(row.contains("mean") + row.contains("count") + row.contains("never") == 1);
        const Range here = simulated(row, found);
        CAPTURE(here.low);
        CAPTURE(here.high);
        CHECK(meet(measured(row), here) != row.contains("wrong"));
    }
}

TEST_CASE("truth: every scenario of that folder is held against something") {
    const Json rows = Json::parse(text_of(MQFATE_SOURCE_DIR "/tests/truth/measured_kafka.json"));
    for (const auto& path : shipped_files()) {
        if (path.parent_path().filename() != "truth") continue;
        CAPTURE(path.string());
        const std::string name = "truth/" + path.stem().string();
        CHECK((name == "truth/k1-acks-1-d5" ||  // measured on a loaded machine: a shape, no number
               name.starts_with("truth/lossy-link-") ||  // lossy_links_test.cpp
               std::any_of(rows.begin(), rows.end(),
                           [&](const Json& row) { return row["scenario"] == name; })));
    }
}

}  // namespace mqfate::tests::measured_kafka_test
