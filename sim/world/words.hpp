// The one spelling of each code: in expectations, JSON, CSV and tables. Causes have theirs in the
// table of their system (causes.hpp).
#pragma once

#include <optional>
#include <string_view>

#include "sim/world/disk.hpp"
#include "sim/world/facts.hpp"
#include "sim/world/ledger.hpp"

namespace mqfate {

std::string_view name(Level level);
std::string_view name(Fate fate);
std::string_view name(FactKind kind);
std::string_view name(CrashKind kind);

/// Nothing if there is no such word.
std::optional<Level> level_named(std::string_view word);
std::optional<Fate> fate_named(std::string_view word);
std::optional<FactKind> fact_named(std::string_view word);

}  // namespace mqfate
