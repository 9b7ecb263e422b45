// Kafka's replication as it was and as it became: six rungs, told apart by where a follower cuts
// its log and by what a leader asks of a follower.
//
// Beside each rung its module. All but the fifth are modules of the specification; the fifth is the
// change that the comment of Kip320!FencedBecomeFollowerAndTruncate describes.
#pragma once

#include <array>
#include <cstdint>

namespace mqfate::replication {

/// Where a replica cuts its log when it begins to follow, or later.
enum class Truncation : std::uint8_t {
    to_high_watermark,  ///< its own; before KIP-101
    by_epoch,           ///< KIP-101: where the leader's epochs end; else the high watermark
    by_match,           ///< KIP-279: behind the last entry that both have
    while_following,    ///< KIP-320, first try: by match, whenever the ends of the logs differ
    by_match_in_epoch,  ///< KIP-320: by match, once the leader has the epoch of the request
};
/// What a leader checks of a follower before it counts.
enum class Fencing : std::uint8_t {
    none,            ///< that it follows this leader
    by_last_record,  ///< KIP-320, first try: and that its last entry has the epoch of the leader's
    by_epoch,        ///< KIP-320: and that it is of the leader's epoch
};

struct Variant {
    const char* name;
    Truncation truncation;
    Fencing fencing;
};

inline constexpr Variant high_watermark{"KafkaTruncateToHighWatermark",
                                        Truncation::to_high_watermark, Fencing::none};
inline constexpr Variant kip_101{"Kip101", Truncation::by_epoch, Fencing::none};
inline constexpr Variant kip_279{"Kip279", Truncation::by_match, Fencing::none};
inline constexpr Variant kip_320_first_try{"Kip320FirstTry", Truncation::while_following,
                                           Fencing::by_last_record};
inline constexpr Variant kip_320_unfenced_truncation{"Kip320 with the truncation of Kip279",
                                                     Truncation::by_match, Fencing::by_epoch};
inline constexpr Variant kip_320{"Kip320", Truncation::by_match_in_epoch, Fencing::by_epoch};

inline constexpr std::array ladder{
    high_watermark, kip_101, kip_279, kip_320_first_try, kip_320_unfenced_truncation, kip_320};

}  // namespace mqfate::replication
