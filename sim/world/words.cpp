#include "sim/world/words.hpp"

#include <array>
#include <cstddef>

namespace mqfate {
namespace {

constexpr std::array<std::string_view, level_count> levels{"log", "delivery", "effect"};
constexpr std::array<std::string_view, fate_count> fates{
    "exactly_once", "lost_confirmed", "lost_rejected", "lost_unknown",
    "duplicated",   "absorbed",       "phantom",       "reordered"};
constexpr std::array<std::string_view, cause_count> causes{"none",
                                                           "lost_in_flight",
                                                           "refused_by_broker",
                                                           "expired_in_producer",
                                                           "producer_crashed",
                                                           "unsynced_on_power_loss",
                                                           "disk_lost",
                                                           "leader_lost_before_replication",
                                                           "truncated_by_new_leader",
                                                           "offset_committed_before_processing",
                                                           "never_consumed",
                                                           "ack_lost_then_retried",
                                                           "connection_lost_then_retried",
                                                           "error_then_retried",
                                                           "renumbered_after_epoch_bump",
                                                           "duplicated_by_network",
                                                           "redelivered_after_crash",
                                                           "duplicate_in_log",
                                                           "retried_behind_later",
                                                           "left_on_a_follower"};
constexpr std::array<std::string_view, 12> facts{
    "published", "confirmed", "rejected",      "let_go",    "sent_again", "appended",
    "copied",    "removed",   "never_arrived", "delivered", "applied",    "readable"};
constexpr std::array<std::string_view, 3> crashes{"process", "power", "disk"};

template <class Code, std::size_t N>
std::optional<Code> find(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word) return static_cast<Code>(i);
    return {};
}

}  // namespace

std::string_view name(Level level) { return levels[static_cast<std::size_t>(level)]; }
std::string_view name(Fate fate) { return fates[static_cast<std::size_t>(fate)]; }
std::string_view name(Cause cause) { return causes[static_cast<std::size_t>(cause)]; }
std::string_view name(FactKind kind) { return facts[static_cast<std::size_t>(kind)]; }
std::string_view name(CrashKind kind) { return crashes[static_cast<std::size_t>(kind)]; }

std::optional<Level> level_named(std::string_view word) { return find<Level>(levels, word); }
std::optional<Fate> fate_named(std::string_view word) { return find<Fate>(fates, word); }
std::optional<Cause> cause_named(std::string_view word) { return find<Cause>(causes, word); }
std::optional<FactKind> fact_named(std::string_view word) { return find<FactKind>(facts, word); }

}  // namespace mqfate
