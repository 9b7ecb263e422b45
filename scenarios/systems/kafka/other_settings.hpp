// Reads what a real configuration has beside the settings that the model uses.
//
// What no fate depends on is accepted and logged as that; what matters and is not modelled is
// refused with the reason, unless its value is harmless; what is gone in the version of the file,
// or is no name of Kafka's own, is refused and says so (known_settings.hpp). Tested by:
// tests/scenarios/systems/kafka/other_settings_test.cpp.
#pragma once

#include <string>

#include "models/kafka/settings.hpp"
#include "scenarios/input/reader.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {

/// All members of `settings` but those that are used: call it when these have been read. `owner` is
/// whose they are, for the log ("producer shop"); `version` is theirs. Members that are no settings
/// at all are left to Reader::finish, unless another setting is the nearest name.
void read_other_settings(Reader& settings, Whose whose, kafka::Version version,
                         const std::string& owner);

}  // namespace mqfate::scenarios
