// What a system gives for its scenarios: its member of the file, read, and what can be said and
// asked of it. Whoever reads, searches, shrinks or judges a scenario knows a system by this alone.
//
// A new system is a folder beside this file that fills in one System, and a line in all.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/any_plan.hpp"
#include "scenarios/input/reader.hpp"
#include "scenarios/reading/fault_names.hpp"
#include "scenarios/systems/import.hpp"
#include "sim/explore/world/question.hpp"
#include "sim/world/plan.hpp"

namespace mqfate::scenarios {

/// What the settings promise at a level: loss allowed or not, duplicates allowed or not.
struct Promise {
    bool may_lose = false;
    bool may_duplicate = false;
    /// Duplicates come only behind a message that its publisher gave back as failed, if at all.
    bool only_behind_a_failure = false;
};
/// By the acknowledgement settings of both sides, if no node loses what it has synced.
struct Promises {
    Promise log;
    Promise effect;
};

/// What reading a system leaves to those who read on; the plan has the rest.
struct SystemPart {
    std::vector<Channel> channels;  ///< who may connect to whom
    FaultNames names;               ///< without racks
};

/// What a plan asks for beside runs, and by which members of the file (limits.hpp).
struct Cost {
    const char* messages_at = "";  ///< the pointer of what says how many messages there are
    const char* nodes_at = "";     ///< and how many nodes
    std::uint64_t copies = 0;      ///< of all messages of a run
    const char* views_at = "";
    std::uint64_t views = 0;     ///< what nodes know of things of the system
    const char* views_are = "";  ///< "partitions known to nodes"
};

/// A property that can be asked for by its key.
struct NamedQuestion {
    std::string_view key;  ///< "no-loss": stable, for command lines and files
    Question question;
    bool of_consumers = false;  ///< means nothing where nobody consumes
    bool usual = false;         ///< asked with the expectations, where nobody says what to ask
};

/// Whose process may crash where a file declares no fault.
struct Victims {
    std::vector<NodeId> nodes;
    const char* name = "";  ///< of one of them, for people: "broker"
};

struct System {
    std::string_view key;  ///< its member of a scenario

    /// A plan of the system: settings, cast, delays, messages. Errors go to the reader; what cannot
    /// be read has its default.
    SystemPart (*read)(Reader member, AnyPlan& plan);
    Promises (*promises)(const AnyPlan& plan);
    /// What the configuration cannot bear, a sentence each.
    std::vector<words::Phrase> (*weak_spots)(const AnyPlan& plan,
                                             const std::vector<NamedNodes>& racks);
    /// What is simulated, in lines of a name and what is to be said.
    std::vector<std::pair<words::Phrase, words::Phrase>> (*lines)(const AnyPlan& plan);
    Cost (*cost)(const AnyPlan& plan);

    /// A scenario from the files that configure a real one; null: there is no import.
    ImportResult (*import)(const ImportRequest& request) = nullptr;

    // ---- for searches
    /// The system's own: what its nodes must keep among themselves.
    const std::vector<NamedQuestion>& (*questions)();
    /// Whether any publisher asks to be told that a message is safe.
    bool (*confirms)(const AnyPlan& plan);
    /// Leaves each publisher at most so many messages; returns the most that one has then.
    std::uint32_t (*keep_messages)(AnyPlan& plan, std::uint32_t most);
    Victims (*victims)(const AnyPlan& plan);
};

}  // namespace mqfate::scenarios
