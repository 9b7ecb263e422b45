// The answer of an exploration, as values that reports print without knowing the model.
//
// A step is told as somebody who does something, in the scenario's names: `who` and `does`. Their
// codes name the step as well: of all that may happen in a world at most one has these, and a saved
// story is found again by them. Phrases have no language: reports choose one. Tested by:
// tests/models/engine/searching_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/explore/search/machine.hpp"
#include "sim/explore/search/search_result.hpp"
#include "sim/explore/world/budget.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/trace.hpp"
#include "words/phrase.hpp"

namespace mqfate {

/// What a search stays within; what is not there has no bound.
struct Bounds {
    std::uint32_t messages = 0;  ///< of each producer
    Scope scope;
    /// Inside a handler, a process may die before any of its first so many messages; nothing: none
    /// may die inside one.
    std::optional<std::uint8_t> sends_of_a_handler;
    std::optional<std::uint32_t> depth;    ///< steps
    std::optional<std::uint64_t> states;   ///< distinct worlds
    std::optional<std::uint64_t> seconds;  ///< of the clock on the wall
    std::optional<std::uint64_t> memory;   ///< bytes
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

struct ToldStep {
    std::string who;     ///< a node; empty: the network
    words::Phrase does;  ///< "gets ProduceRequest from shop"
    std::vector<MessageId> about;
    bool loses = false;                ///< the first loss that it brings about is what it tells
    bool deviates = false;             ///< from the order of time
    std::optional<Duration> at;        ///< in a timed scenario: since the beginning
    Trace trace;                       ///< what it sent, lost and brought about
    std::vector<words::Phrase> world;  ///< the world after it, in the model's words
};

/// A shortest way to a world that breaks a property, or shows it.
struct Story {
    words::Phrase property;
    Property::Kind kind = Property::Kind::always;
    std::vector<words::Phrase> beginning;  ///< the world before the first step
    std::vector<ToldStep> steps;
    std::optional<Ledger> fates;  ///< where nothing is left to do at its end
    /// Whether it can happen with the scenario's times; nothing: nobody has looked.
    std::optional<bool> feasible_in_time;
    /// Steps that a shortest way leaves out, and real time does not.
    std::uint32_t added_for_time = 0;
    std::vector<words::Phrase> forbidding;  ///< else: what real time says; it contradicts itself
};

struct PropertyAnswer {
    Property property;
    /// Steps of a shortest way to break it (of `sometimes`: to show it).
    std::optional<std::uint32_t> found_after;
    bool wanted() const { return property.kind == Property::Kind::sometimes; }
};

enum class Answered : std::uint8_t { holds, violated, incomplete };

struct Answer {
    SearchResult result;
    std::vector<PropertyAnswer> properties;
    std::vector<std::uint64_t> layers;  ///< new worlds by number of steps; the last may lack some
    /// What breaks the property that was decided; else what shows the first of `sometimes`.
    std::optional<Story> story;
};

/// The property that decides the answer: the first that is broken, by the length of its story; in a
/// complete search else the first of `sometimes` that was never shown. Null: none.
inline const PropertyAnswer* culprit(const Answer& answer) {
    const PropertyAnswer* found = nullptr;
    for (const PropertyAnswer& p : answer.properties)
        if (!p.wanted() && p.found_after &&
            (found == nullptr || *p.found_after < *found->found_after))
            found = &p;
    if (found != nullptr || !answer.result.complete()) return found;
    for (const PropertyAnswer& p : answer.properties)
        if (found == nullptr && p.wanted() && !p.found_after) found = &p;
    return found;
}

/// `holds` only if every world within the bounds was looked at, or nothing but `sometimes` was
/// asked and all of it was shown: no other world can change that.
inline Answered verdict(const Answer& answer) {
    if (culprit(answer) != nullptr) return Answered::violated;
    const bool settled =
        answer.result.complete() || answer.result.end == SearchResult::End::decided;
    return settled ? Answered::holds : Answered::incomplete;
}

/// Every way of so many steps was tried, whatever the end.
inline std::uint32_t tried_depth(const SearchResult& result) {
    const bool whole = result.complete() || result.end == SearchResult::End::depth;
    return whole || result.depth == 0 ? result.depth : result.depth - 1;
}

}  // namespace mqfate
