// What may happen to a message in Kafka and nowhere else (sim/world/causes.hpp has the rest).
#pragma once

#include <array>

#include "sim/world/causes.hpp"

namespace mqfate::kafka::causes {

/// The only copies died with the leader.
inline constexpr Cause leader_lost_before_replication{64};
/// A leader of a later epoch does not have it.
inline constexpr Cause truncated_by_new_leader{65};
/// The consumer had committed its offset, and moved on, before the work was done.
inline constexpr Cause offset_committed_before_processing{66};
/// Appended under the old producer epoch, sent again under the new (KIP-360).
inline constexpr Cause renumbered_after_epoch_bump{67};
/// auto.offset.reset=latest: it came while the consumer had no position, and is skipped.
inline constexpr Cause skipped_by_reset_to_latest{68};
/// send() had blocked for max.block.ms (KafkaProducer.doSend): no batch ever had it.
inline constexpr Cause send_blocked_too_long{69};
/// The consumer had no offset to begin at, and auto.offset.reset=none: it stopped.
inline constexpr Cause no_offset_to_begin_at{70};
/// Larger than the producer sends, or than the broker takes.
inline constexpr Cause record_too_large{71};

inline constexpr std::array all{
    CauseWord{leader_lost_before_replication, "leader_lost_before_replication", Explains::loss},
    CauseWord{truncated_by_new_leader, "truncated_by_new_leader", Explains::loss},
    CauseWord{offset_committed_before_processing, "offset_committed_before_processing",
              Explains::loss},
    CauseWord{skipped_by_reset_to_latest, "skipped_by_reset_to_latest", Explains::loss},
    CauseWord{send_blocked_too_long, "send_blocked_too_long", Explains::loss},
    CauseWord{record_too_large, "record_too_large", Explains::loss},
    CauseWord{no_offset_to_begin_at, "no_offset_to_begin_at", Explains::loss},
    CauseWord{renumbered_after_epoch_bump, "renumbered_after_epoch_bump", Explains::extra},
};

}  // namespace mqfate::kafka::causes
