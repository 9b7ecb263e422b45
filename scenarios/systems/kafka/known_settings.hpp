// Every setting that Kafka has or had, whose it is, and what it means for the fate of a message.
//
// One table for all who ask: the reader of a scenario, the import of real files, the schema and
// docs/kafka-settings.md (tests hold both to it). The names are those of Apache Kafka 4.1.1, as its
// ProducerConfig, ConsumerConfig, AbstractKafkaConfig and LogConfig define them: internal ones too.
// Beside them are settings that only a running cluster takes (DynamicConfig), those that earlier
// versions had (read from 2.1.1, 2.8.2, 3.3.2 and 3.9.1), and the names that librdkafka has for
// some. Left out: settings of groups (GroupConfig), of Streams, Connect, MirrorMaker and of tools.
// Tested by: tests/scenarios/systems/kafka/known_settings_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/kafka/settings.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

/// Who has a setting: one of these, or several.
enum class Whose : std::uint8_t {
    nobody = 0,
    producers = 1,
    consumers = 2,
    brokers = 4,
    topics = 8
};
constexpr Whose operator|(Whose a, Whose b) {
    return static_cast<Whose>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool any_of_both(Whose a, Whose b) {
    return (static_cast<unsigned>(a) & static_cast<unsigned>(b)) != 0;
}

enum class Bearing : std::uint8_t {
    used,     ///< the model does what it says
    none,     ///< accepted: no fate depends on it, and `why` says why not
    refused,  ///< a fate may depend on it and it is not modelled, except at harmless values
    foreign,  ///< no setting of Kafka's own clients: `means` is what they call it
};

struct KnownSetting {
    std::string_view name;
    Whose whose{};
    Bearing bearing{};
    words::Text why{};  ///< of `none` and `refused`
    /// Of `refused`: values that say what is modelled, or what holds anyway, separated by "|".
    std::string_view harmless{};
    /// Of `refused`: numbers from this on are harmless, too.
    std::optional<std::int64_t> harmless_from{};
    /// The first version without it, if it is gone.
    std::optional<kafka::Version> gone{};
    std::string_view means{};
};

/// The setting that `whose` (one of them) has by that name; null: there is none.
/// Names that begin with one of a few prefixes (`listener.name.`) are all one setting.
const KnownSetting* known_setting(Whose whose, std::string_view name);
/// The same, whoever has it.
const KnownSetting* known_setting(std::string_view name);
/// All of them, ordered by name. The name of a prefix ends with ".*".
const std::vector<KnownSetting>& known_settings();

/// Whether a `refused` setting says with this value only what is modelled, or what holds anyway.
bool is_harmless(const KnownSetting& setting, std::string_view value);
/// "producers and brokers", in the order above.
std::string names_of(Whose whose);

// ---- the parts of the table
struct SettingsWithoutEffect {
    Whose whose;
    words::Text why;
    std::string_view names;  ///< separated by blanks
};
std::span<const SettingsWithoutEffect> settings_of_access();
std::span<const SettingsWithoutEffect> settings_without_effect();
/// Those that matter: used, or refused.
std::span<const KnownSetting> settings_that_matter();
/// Those of earlier versions, of running clusters, and of librdkafka.
std::span<const KnownSetting> settings_of_others();

}  // namespace mqfate::scenarios
