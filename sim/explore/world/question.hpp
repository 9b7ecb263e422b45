// What is asked of a world in the ledger's words. A question is a value: what is counted, and
// between which bounds the count must stay (or, for `sometimes`, must come).
//
//     nothing confirmed is lost     at the end, log.lost_confirmed in [0, 0]
//     no effect twice               always, effect.duplicated in [0, 0]
//     a message is confirmed        sometimes, beliefs confirmed in [1, all]
//
// Rules about the replicas themselves are the model's: `world` and `step` name one of them by its
// number. Who asks them is judge.hpp.
// Tested by: tests/sim/explore/world/question_test.cpp.
#pragma once

#include <cstdint>
#include <limits>

#include "sim/explore/search/machine.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

struct Question {
    static constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();
    enum class Of : std::uint8_t {
        fates,      ///< how many messages have `fate` at `level`; known only at the end
        repeats,    ///< how many were seen more than once at `level` so far (delivery, effect)
        confirmed,  ///< how many the producer was told success of so far
        world,      ///< the model's rule `rule`, of a world
        step,       ///< the model's rule `rule`, of a step: what was before, what is after
    };
    Property property;
    Of of = Of::fates;
    Level level = Level::log;
    Fate fate = Fate::exactly_once;
    std::uint64_t least = 0;
    std::uint64_t most = any;
    std::uint8_t rule = 0;
    friend bool operator==(const Question&, const Question&) = default;

    bool within(std::uint64_t n) const { return least <= n && n <= most; }
};

namespace detail {

inline std::uint64_t repeats(const Ledger& ledger, Level level) {
    std::uint64_t n = 0;
    for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
        if (ledger.times_seen(level, {m}) > 1) ++n;
    return n;
}

}  // namespace detail

/// Whether a world breaks what the question asks of the ledger (of `sometimes`: shows it).
/// `at_the_end`: the ledger after the audit, or null where something is left to do. Rules of the
/// model are not asked here.
inline bool shows(const Question& question, const Ledger& ledger, const Ledger* at_the_end) {
    const bool wanted = question.property.kind == Property::Kind::sometimes;
    switch (question.of) {
        case Question::Of::fates:
            if (at_the_end == nullptr) return false;
            return question.within(at_the_end->judge().at(question.level, question.fate)) == wanted;
        case Question::Of::repeats:
            return question.within(detail::repeats(ledger, question.level)) == wanted;
        case Question::Of::confirmed: return question.within(ledger.confirmed()) == wanted;
        case Question::Of::world:
        case Question::Of::step: return false;
    }
    return false;
}

}  // namespace mqfate
