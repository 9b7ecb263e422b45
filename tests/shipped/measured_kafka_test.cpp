// Held against a real Kafka 4.1.1 and its Java client under faults: measured_kafka.json has what
// was counted, scenarios/library/truth/ the same settings, rates, delays and fault times.
//
//   mean   of so many runs, with its 95 % interval: the simulated interval of the mean overlaps it.
//   count  of one long run: it lies within the central 99 % of simulated runs of that length, so
//          that messages which share a fate (a batch, a connection) are not counted as independent.
//   never  was not seen, and is not seen here.
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
    return per_run(outcome, subject.level, subject.fate);
}

void check_mean(const Json& row, const std::vector<std::uint64_t>& found) {
    const Estimate mean = mean_of(std::vector<double>(found.begin(), found.end()));
    CAPTURE(mean.low);
    CAPTURE(mean.high);
    CHECK(mean.low <= row["high"].get<double>());
    CHECK(mean.high >= row["low"].get<double>());
}

void check_one_run(const Json& row, std::vector<std::uint64_t> found) {
    std::sort(found.begin(), found.end());
    const std::size_t tail = found.size() / 200;
    CAPTURE(found[tail]);
    CAPTURE(found[found.size() - 1 - tail]);
    CHECK(found[tail] <= row["count"].get<std::uint64_t>());
    CHECK(found[found.size() - 1 - tail] >= row["count"].get<std::uint64_t>());
}

TEST_CASE("truth: what was measured on a real Kafka is what is simulated") {
    const Json rows = Json::parse(text_of(MQFATE_SOURCE_DIR "/tests/truth/measured_kafka.json"));
    REQUIRE(rows.size() > 40);
    for (const Json& row : rows) {
        CAPTURE(row.dump());
        const Once& once = simulated_once(row["scenario"].get<std::string>());
        const auto found = counts(once, row["what"].get<std::string>());
        if (row.contains("mean")) check_mean(row, found);
        if (row.contains("count")) check_one_run(row, found);
        if (row.contains("never")) CHECK(*std::max_element(found.begin(), found.end()) == 0);
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
