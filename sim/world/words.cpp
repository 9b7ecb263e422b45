#include "sim/world/words.hpp"

#include <array>
#include <cstddef>

namespace mqfate {
namespace {

constexpr std::array<std::string_view, level_count> levels{"log", "delivery", "effect"};
constexpr std::array<std::string_view, fate_count> fates{
    "exactly_once", "lost_confirmed", "lost_rejected", "lost_unknown", "duplicated",
    "absorbed",     "phantom",        "reordered",     "parked"};
constexpr std::array<std::string_view, 17> facts{
    "published", "confirmed", "rejected",      "let_go",      "sent_again", "appended",
    "copied",    "removed",   "never_arrived", "delivered",   "applied",    "readable",
    "retired",   "restored",  "parked",        "passed_over", "undone"};
constexpr std::array<std::string_view, 4> crashes{"process", "power", "disk", "page_cache"};

template <class Code, std::size_t N>
std::optional<Code> find(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word) return static_cast<Code>(i);
    return {};
}

}  // namespace

std::string_view name(Level level) { return levels[static_cast<std::size_t>(level)]; }
std::string_view name(Fate fate) { return fates[static_cast<std::size_t>(fate)]; }
std::string_view name(FactKind kind) { return facts[static_cast<std::size_t>(kind)]; }
std::string_view name(CrashKind kind) { return crashes[static_cast<std::size_t>(kind)]; }

std::optional<Level> level_named(std::string_view word) { return find<Level>(levels, word); }
std::optional<Fate> fate_named(std::string_view word) { return find<Fate>(fates, word); }
std::optional<FactKind> fact_named(std::string_view word) { return find<FactKind>(facts, word); }

}  // namespace mqfate
