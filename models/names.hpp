// The names of messages and timers, for scenarios, traces and reports: those of the protocol.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/world/faults.hpp"

namespace mqfate {

/// Of a message, by its index in Vocabulary::Body.
std::string_view body_name(std::uint8_t kind);
/// Of a timer, by its index in Vocabulary::Timer.
std::string_view timer_name(std::uint8_t kind);
std::optional<BodyKind> body_named(std::string_view name);
/// All names of messages, in order: what a scenario may name.
std::vector<std::string> body_names();
std::vector<std::string> timer_names();

}  // namespace mqfate
