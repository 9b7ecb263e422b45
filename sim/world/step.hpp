// A step: one thing that can happen next. The only way in which a world changes.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "sim/base/strong.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/network.hpp"

namespace mqfate {

// clang-format off
struct Deliver { ChannelId channel; Way way{}; };             ///< the oldest packet of a way
struct DeliverDatagram { std::uint32_t index = 0; };
struct Fire { NodeId node; std::uint32_t index = 0; };        ///< an armed timer
struct FinishSync { NodeId node; bool fails = false; };       ///< the oldest pending sync
struct WriteBack { NodeId node; FileId file; };               ///< by the operating system
struct Start { NodeId node; };                                ///< first start, or restart
struct Crash { NodeId node; CrashKind kind{}; std::uint32_t torn = 0; };
struct ShutDown { NodeId node; };                             ///< a process is asked to end
struct Exit { NodeId node; };                                 ///< it ends, having said so
struct Pause { NodeId node; };
struct Resume { NodeId node; };
struct CutOff { std::uint16_t cut = 0; };                     ///< a partition of the plan begins
struct Heal { std::uint16_t cut = 0; };
/// A connection is reset; the `later` newest packets to the server were sent after that. `passes`:
/// what was sent before arrives before the news (Wire::reset_between), but for the newest packet of
/// the way `in_place_of`; else it is lost with the connection.
struct Break {
    ChannelId channel;
    std::uint32_t later = 0;
    bool passes = false;
    std::optional<Way> in_place_of{};
};
struct LoseDatagram { std::uint32_t index = 0; };
struct PushBack { ChannelId channel; Way way{}; bool full = false; };  ///< a send buffer
/// The packet at `place` of a way (0: the oldest), and all behind it, are lost; nothing passes
/// until the connection dies. What a rule with the verdict `drop` does to the packet it hits.
struct Withhold { ChannelId channel; Way way{}; std::uint32_t place = 0; };
/// The server's process stands still, and its host accepts the connection that the packet at
/// `place` of the way to it opens: the client learns of that, and the packet goes on waiting.
struct Accept { ChannelId channel; std::uint32_t place = 0; };
// clang-format on

using Step =
    std::variant<Deliver, DeliverDatagram, Fire, FinishSync, WriteBack, Start, Crash, Pause, Resume,
                 CutOff, Heal, Break, LoseDatagram, PushBack, Withhold, Accept, ShutDown, Exit>;

}  // namespace mqfate
