// A scenario: what one file asks for, read, checked and typed.
//
// The file is JSON (schema/scenario.json); settings carry the real systems' own names and defaults.
// Reading collects every error of the file. A comparison is the same file with axes: each row is
// the document with some values replaced, read again.
// Tested by: tests/scenarios/reading/scenario_test.cpp, tests/golden/broken_files_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "models/engine.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/input/errors.hpp"
#include "scenarios/reading/compare.hpp"
#include "scenarios/reading/expect.hpp"
#include "scenarios/reading/exploration.hpp"
#include "scenarios/reading/settings_reader.hpp"
#include "scenarios/systems/system.hpp"
#include "sim/world/plan.hpp"

namespace mqfate::scenarios {

/// A text for people, in two languages. `zh` may be empty: then English serves.
struct Text {
    std::string en;
    std::string zh;
};

struct Scenario {
    Text title;
    Text about;
    std::string
        control;  ///< the shipped scenario to run next: the same without the fault, or saved
    const System* system = nullptr;  ///< one of all_systems()
    AnyPlan plan;
    std::uint64_t runs = 100;
    std::uint64_t seed = 1;
    std::vector<Expectation> expect;
    Comparison comparison;
    Exploration exploration;
    ReadingLog log;                              ///< what there is in the file
    std::vector<ChangedSetting> changed;         ///< of the log: those of the real system
    std::vector<ChangedSetting> without_effect;  ///< those of it that no fate depends on
    std::vector<words::Phrase> weak_spots;       ///< what the configuration cannot bear
    std::vector<std::string> fault_texts;  ///< rules, then node faults, as the file wrote them
    /// By the acknowledgement settings of both sides, if no broker loses what it has synced.
    Promise log_promise;
    Promise effect_promise;

    /// Those of its system.
    const CauseTable& causes() const { return plan.engine().dialect.causes; }
};

/// All errors at once, ordered by line.
tl::expected<Scenario, Errors> read_scenario(const Document& document);

}  // namespace mqfate::scenarios
