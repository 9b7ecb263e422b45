// What applications and their database say to each other, and the timers of applications. Codes:
// sim/world/kind.hpp.
#pragma once

#include <cstdint>
#include <variant>

#include "sim/base/strong.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/kind.hpp"

namespace mqfate::app {

/// Let the effect of this message take place, for this audience.
struct ApplyEffect {
    static constexpr KindName kind{.code = first_of_the_application, .name = "ApplyEffect"};
    MessageId message;
    Branch audience = 0;
    friend bool operator==(const ApplyEffect&, const ApplyEffect&) = default;
};
/// It has, and is on disk.
struct EffectApplied {
    static constexpr KindName kind{.code = first_of_the_application + 1, .name = "EffectApplied"};
    MessageId message;
    friend bool operator==(const EffectApplied&, const EffectApplied&) = default;
};
using Messages = std::variant<ApplyEffect, EffectApplied>;

/// The application hands over its next message.
struct PublishNext {
    static constexpr KindName kind{.code = 0, .name = "PublishNext"};
    friend bool operator==(const PublishNext&, const PublishNext&) = default;
};
/// The work on one message is done, or the part of it before its effect.
struct WorkDone {
    static constexpr KindName kind{.code = 10, .name = "WorkDone"};
    friend bool operator==(const WorkDone&, const WorkDone&) = default;
};
/// The database is asked again, after its connection was lost.
struct AskDatabaseAgain {
    static constexpr KindName kind{.code = first_of_the_application + 2,
                                   .name = "AskDatabaseAgain"};
    friend bool operator==(const AskDatabaseAgain&, const AskDatabaseAgain&) = default;
};
using Timers = std::variant<PublishNext, WorkDone, AskDatabaseAgain>;

}  // namespace mqfate::app
