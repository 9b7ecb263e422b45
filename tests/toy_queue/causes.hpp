// What may happen to a message in the toy queue and nowhere else.
#pragma once

#include <array>

#include "sim/world/causes.hpp"

namespace mqfate::toy_queue::causes {

/// The queue kept it in memory, and died.
inline constexpr Cause queue_was_in_memory{64};
/// The worker that had it lost its connection before its acknowledgement came, so it was given out
/// again.
inline constexpr Cause unacknowledged_then_given_again{65};

inline constexpr std::array all{
    CauseWord{queue_was_in_memory, "queue_was_in_memory", Explains::loss},
    CauseWord{unacknowledged_then_given_again, "unacknowledged_then_given_again", Explains::extra},
};

}  // namespace mqfate::toy_queue::causes
