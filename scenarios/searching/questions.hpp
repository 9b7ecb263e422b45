// What is asked of a search: properties by name, and expectations of the scenario as properties.
//
// An expectation about a number of messages is a range. If no message at all is in it
// ("log.duplicated == 0"), it must hold at the end of every way; if one at least is asked for
// ("log.duplicated > 0"), some way must show it. "log.exactly_once == N" with N all messages of all
// runs means every message. Rates, causes and latencies, and numbers beyond the messages of the
// search, mean nothing here: they are told as left out.
//
// Asked where nobody says: the expectations; what the system's nodes must keep among themselves;
// that some message is confirmed at all. A file without a usable expectation is asked whether
// anything confirmed is lost; and whether an effect takes place twice, unless its settings let
// every crash or lost answer come to that. Where only a message that was given up may be followed
// by duplicates, a search can say whether it is, within its bounds.
// Tested by: tests/scenarios/searching/questions_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reading/scenario.hpp"
#include "scenarios/systems/system.hpp"
#include "sim/explore/world/question.hpp"

namespace mqfate::scenarios {

/// Those that mean something everywhere, then the system's own.
std::vector<NamedQuestion> named_questions(const System& system);
std::vector<std::string> question_keys(const System& system);

struct Questions {
    std::vector<Question> asked;
    std::vector<words::Phrase> left_out;  ///< "ack.p99 < 5ms: a search knows no time"
};

/// Why a name is no question, in the parts of an error (input/errors.hpp).
struct NoQuestion {
    std::string found;
    std::string expected;
    std::string suggestion;
};

/// The usual questions. `plan`: the one that is searched.
Questions usual_questions(const Scenario& scenario, const AnyPlan& plan);
/// By its key, or by the words of an expectation.
tl::expected<Question, NoQuestion> question_named(const std::string& name, const Scenario& scenario,
                                                  const AnyPlan& plan);

/// By the id of its property's name, as a saved story has it; nothing: it is not asked any more.
std::optional<Question> question_called(const std::string& property, const Scenario& scenario,
                                        const AnyPlan& plan);

}  // namespace mqfate::scenarios
