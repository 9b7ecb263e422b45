#include "sim/world/causes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "sim/base/ensure.hpp"

namespace mqfate {
namespace {

constexpr std::array generic{
    CauseWord{Cause::lost_in_flight, "lost_in_flight", Explains::loss},
    CauseWord{Cause::refused_by_broker, "refused_by_broker", Explains::loss},
    CauseWord{Cause::expired_in_producer, "expired_in_producer", Explains::loss},
    CauseWord{Cause::producer_crashed, "producer_crashed", Explains::loss},
    CauseWord{Cause::unsynced_on_power_loss, "unsynced_on_power_loss", Explains::loss},
    CauseWord{Cause::disk_lost, "disk_lost", Explains::loss},
    CauseWord{Cause::never_consumed, "never_consumed", Explains::loss},
    CauseWord{Cause::ack_lost_then_retried, "ack_lost_then_retried", Explains::extra},
    CauseWord{Cause::connection_lost_then_retried, "connection_lost_then_retried", Explains::extra},
    CauseWord{Cause::error_then_retried, "error_then_retried", Explains::extra},
    CauseWord{Cause::duplicated_by_network, "duplicated_by_network", Explains::extra},
    CauseWord{Cause::redelivered_after_crash, "redelivered_after_crash", Explains::extra},
    CauseWord{Cause::duplicate_in_log, "duplicate_in_log", Explains::extra},
    CauseWord{Cause::retried_behind_later, "retried_behind_later", Explains::order},
    CauseWord{Cause::left_on_a_follower, "left_on_a_follower", Explains::loss},
    CauseWord{Cause::expired, "expired", Explains::loss},
    CauseWord{Cause::over_length, "over_length", Explains::loss},
    CauseWord{Cause::evicted, "evicted", Explains::loss},
    CauseWord{Cause::retained_too_short, "retained_too_short", Explains::loss},
    CauseWord{Cause::unroutable, "unroutable", Explains::loss},
    CauseWord{Cause::effect_rolled_back, "effect_rolled_back", Explains::loss},
    CauseWord{Cause::effect_lost, "effect_lost", Explains::loss},
    CauseWord{Cause::ack_forgotten, "ack_forgotten", Explains::extra},
};

}  // namespace

CauseTable::CauseTable(std::span<const CauseWord> of_system)
    : words_(generic.begin(), generic.end()) {
    for (const CauseWord& word : of_system) {
        ENSURE(static_cast<std::uint8_t>(word.code) >= first_of_a_system, "a code of all systems");
        ENSURE(!named(word.name), "two causes of one name");
        ENSURE(std::none_of(words_.begin(), words_.end(),
                            [&](const CauseWord& other) { return other.code == word.code; }),
               "two causes of one code");
        words_.push_back(word);
    }
    const std::vector<CauseWord> given = std::exchange(words_, {});
    for (const Explains kind : {Explains::loss, Explains::extra, Explains::order})
        std::copy_if(given.begin(), given.end(), std::back_inserter(words_),
                     [&](const CauseWord& word) { return word.explains == kind; });
}

std::string_view CauseTable::name(Cause cause) const {
    if (cause == Cause::none) return "none";
    const auto found = std::find_if(words_.begin(), words_.end(),
                                    [&](const CauseWord& word) { return word.code == cause; });
    ENSURE(found != words_.end(), "a cause that the system does not have");
    return found->name;
}

std::optional<Cause> CauseTable::named(std::string_view name) const {
    for (const CauseWord& word : words_)
        if (word.name == name) return word.code;
    return {};
}

void CauseCounts::add(Cause cause, std::uint64_t n) {
    if (n == 0) return;
    const auto at = std::lower_bound(counts_.begin(), counts_.end(), cause,
                                     [](const auto& one, Cause c) { return one.first < c; });
    if (at != counts_.end() && at->first == cause)
        at->second += n;
    else
        counts_.insert(at, {cause, n});
}

std::uint64_t CauseCounts::operator[](Cause cause) const {
    for (const auto& [code, n] : counts_)
        if (code == cause) return n;
    return 0;
}

}  // namespace mqfate
