// The settings that real files give, by whose they are: the first half of an import.
// Tested by: tests/scenarios/systems/kafka/import_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/properties.hpp"
#include "scenarios/systems/import.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {

struct GivenSetting {
    FileProperty property;
    std::string file;
};

/// Those of one client, or of all brokers. No name is there twice.
struct GivenSettings {
    Whose whose{};
    std::string name;  ///< of the client in the scenario
    std::vector<GivenSetting> settings;

    const GivenSetting* find(std::string_view setting) const;
};

struct GivenFiles {
    GivenSettings brokers{Whose::brokers, {}, {}};
    std::vector<GivenSettings> clients;
    std::size_t broker_files = 0;
    std::vector<ImportNote> notes;  ///< of what is left out already
};
tl::expected<GivenFiles, Errors> read_files(const std::vector<ImportFile>& files);

}  // namespace mqfate::scenarios
