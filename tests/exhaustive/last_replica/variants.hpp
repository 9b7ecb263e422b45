// The one choice of this specification: whether the last in-sync replica may lose its disk.
#pragma once

#include <array>
#include <cstdint>

namespace mqfate::last_replica {

/// Whose log an unclean shutdown may take: AvoidLastReplicaStanding.
enum class DiskLoss : std::uint8_t {
    of_any,           ///< FALSE: of the only member of the ISR too, the last replica standing
    of_all_but_last,  ///< TRUE: of any but that one
};

struct Variant {
    const char* name;
    DiskLoss disk_loss;
};

inline constexpr Variant last_may_lose{"the last in-sync replica may lose its disk",
                                       DiskLoss::of_any};
inline constexpr Variant last_keeps{"the last in-sync replica keeps its disk",
                                    DiskLoss::of_all_but_last};

inline constexpr std::array both{last_may_lose, last_keeps};

}  // namespace mqfate::last_replica
