#include "scenarios/systems/kafka/versions.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/kafka/versions.hpp"
#include "scenarios/input/errors.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::Version;
using kafka::Versions;

std::vector<std::string> names_from(Version first) {
    std::vector<std::string> names;
    for (const Version& release : kafka::releases)
        if (release >= first) names.push_back(kafka::text_of(release));
    return names;
}

/// The patch that `text` names beside the release: ".1" is 1, nothing is the last; else none.
std::optional<std::uint8_t> patch_of(std::string_view text) {
    if (text.empty()) return Version::last_patch;
    std::uint8_t patch = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, patch);
    if (text[0] != '.' || error != std::errc{} || stop != end || patch == Version::last_patch)
        return {};
    return patch;
}

/// `first`: the earliest that there is, `whose` and `why` for those who name an earlier one.
struct VersionRange {
    Version first;
    const char* whose;
    const char* why;
};
constexpr VersionRange of_brokers{kafka::releases.front(), "brokers", "no earlier rules are known"};
constexpr VersionRange of_clients{
    kafka::first_client, "clients",
    "no earlier ones are known, for they have no delivery.timeout.ms"};

Version read_version(const Cursor& cursor, const VersionRange& range) {
    const std::string text = cursor.string();
    if (text.empty()) return {};
    for (Version release : kafka::releases) {
        const std::string name = kafka::text_of(release);
        if (!text.starts_with(name)) continue;
        const auto patch = patch_of(std::string_view(text).substr(name.size()));
        if (!patch) continue;
        if (release < range.first)
            cursor.error(
                "Kafka " + text + " for " + range.whose + ": " + range.why,
                kafka::text_of(range.first) + " or later; or {\"brokers\": ..., \"clients\": ...}");
        release.patch = *patch;
        return release;
    }
    const std::vector<std::string> names = names_from(range.first);
    cursor.error("no version of Kafka is called " + in_quotes(text), "one of: " + joined(names),
                 nearest(text, names));
    return {};
}

Versions read_both(const Cursor& cursor) {
    Versions versions;
    if (cursor.is(Value::Kind::object)) {
        Reader both = cursor.unlogged().object();
        if (both.has("brokers")) versions.brokers = read_version(both.at("brokers"), of_brokers);
        if (both.has("clients")) versions.clients = read_version(both.at("clients"), of_clients);
    } else {
        versions.brokers = versions.clients = read_version(cursor, of_clients);
    }
    return versions;
}

}  // namespace

void read_versions(Reader& kafka, kafka::Settings& settings) {
    const auto write = [](const Versions& versions) {
        return text(kafka::text_of(versions.clients));
    };
    settings.versions =
        kafka.setting("version", Versions{}, read_both, {.owner = "brokers", .least = {}}, write);
    const Version brokers = settings.versions.brokers;
    settings.broker = kafka::broker_defaults(brokers);
    settings.replication_rules = kafka::rules_of(brokers);
    settings.watermark_waits_for_min_isr = kafka::watermark_waits_for_min_isr(brokers);
}

}  // namespace mqfate::scenarios
