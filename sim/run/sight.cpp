#include "sim/run/sight.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mqfate {
namespace {

bool has(const Ledger& ledger, Level level, Fate fate, MessageId message, Branch branch) {
    if (ledger.belief(message) == Belief::unpublished) return false;
    return fate == Fate::reordered ? ledger.reordered(level, message, branch)
                                   : ledger.fate(level, message, branch) == fate;
}

/// The most frequent of the causes that `wish` allows; nothing if no message has the fate.
std::optional<Cause> cause_of(const Ledger& ledger, Level level, Fate fate, const SightWish& wish) {
    std::array<std::uint32_t, 256> times{};  // by code
    for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
        for (Branch branch = 0; branch < ledger.branches(level, MessageId{m}); ++branch)
            if (has(ledger, level, fate, MessageId{m}, branch))
                ++times[static_cast<std::size_t>(ledger.cause(level, MessageId{m}, branch))];
    if (wish.cause) {
        if (times[static_cast<std::size_t>(*wish.cause)] == 0) return {};
        return wish.cause;
    }
    const auto most = std::max_element(times.begin(), times.end());
    if (*most == 0) return {};
    return static_cast<Cause>(most - times.begin());
}

}  // namespace

bool shows(const Ledger& ledger, const Sight& sight) {
    if (sight.level != Level::log && !ledger.judges_consumers()) return false;
    for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
        for (Branch branch = 0; branch < ledger.branches(sight.level, MessageId{m}); ++branch)
            if (has(ledger, sight.level, sight.fate, MessageId{m}, branch) &&
                ledger.cause(sight.level, MessageId{m}, branch) == sight.cause)
                return true;
    return false;
}

std::optional<Sight> worst_sight(const Ledger& ledger, const SightWish& wish) {
    const std::size_t levels = ledger.judges_consumers() ? level_count : 1;
    for (const Fate fate : worst_first) {
        if (wish.fate && *wish.fate != fate) continue;
        for (std::size_t l = 0; l < levels; ++l) {
            const auto level = static_cast<Level>(l);
            if (wish.level && *wish.level != level) continue;
            if (const auto cause = cause_of(ledger, level, fate, wish))
                return Sight{level, fate, *cause};
        }
    }
    return {};
}

}  // namespace mqfate
