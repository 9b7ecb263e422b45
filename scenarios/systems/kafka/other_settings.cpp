#include "scenarios/systems/kafka/other_settings.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "models/kafka/versions.hpp"

namespace mqfate::scenarios {
namespace {

using kafka::Version;

/// Of a topic: they say what is created, and are no settings of Kafka.
constexpr std::string_view of_creation[] = {"partitions", "replication.factor"};

std::string either(std::string_view words) {
    std::string text(words);
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 1))
        text.replace(at, 1, " or ");
    return text;
}

/// What would have been right instead of a refused setting.
std::string instead_of(const KnownSetting& setting) {
    std::string text = "to leave it out";
    if (!setting.harmless.empty()) text += ", or " + either(setting.harmless);
    if (setting.harmless_from) text += ", or " + std::to_string(*setting.harmless_from) + " and up";
    return text;
}

std::string without_patch(Version version) {
    return kafka::text_of({version.major, version.minor});
}

Version before(Version version) {
    const auto at =
        std::lower_bound(kafka::releases.begin(), kafka::releases.end(), version,
                         [](const Version& a, const Version& b) {
                             return a.major != b.major ? a.major < b.major : a.minor < b.minor;
                         });
    return *std::prev(at);
}

std::string scalar_text(const Value& value) {
    return value.is(Value::Kind::string) ? value.text : compact(value);
}

bool is_scalar(const Cursor& cursor) {
    return cursor.is(Value::Kind::string) || cursor.is(Value::Kind::number) ||
           cursor.is(Value::Kind::boolean);
}

void read_known(const Cursor& cursor, const KnownSetting& setting, Version version,
                const std::string& owner) {
    if (setting.bearing == Bearing::foreign)
        return cursor.error("librdkafka's name: the clients here are Kafka's own", {},
                            std::string(setting.means));
    if (setting.gone && version >= *setting.gone)
        return cursor.error(
            "gone since Kafka " + without_patch(*setting.gone),
            "to leave it out, or \"version\": \"" + without_patch(before(*setting.gone)) + "\"");
    if (setting.bearing == Bearing::used) return;
    if (!is_scalar(cursor))
        return cursor.error("found " + describe(*cursor.value()),
                            "a text, a number, true or false, as a real file has it");
    const std::string value = scalar_text(*cursor.value());
    if (setting.bearing == Bearing::refused && !is_harmless(setting, value))
        return cursor.error(in_quotes(value) + " cannot be simulated: " +
                                std::string(setting.why.in(words::Language::en)),
                            instead_of(setting));
    cursor.log({.kind = ReadMember::Kind::setting,
                .pointer = {},
                .owner = owner,
                .value = compact(*cursor.value()),
                .at_default = true,
                .no_effect = true});
}

/// The names of `whose`, those that are used first.
std::vector<std::string> names_known_to(Whose whose) {
    std::vector<std::string> names;
    for (const bool used : {true, false})
        for (const KnownSetting& setting : known_settings())
            if (any_of_both(setting.whose, whose) && (setting.bearing == Bearing::used) == used)
                names.emplace_back(setting.name);
    return names;
}

/// A name that `whose` does not have. True if more could be said than that it is unknown.
bool tell_unknown(const Cursor& cursor, Whose whose, std::string_view name) {
    if (const KnownSetting* other = known_setting(name)) {
        cursor.error(in_quotes(name) + " is a setting of " + names_of(other->whose) + ", not of " +
                         names_of(whose),
                     "to leave it out here");
        return true;
    }
    const std::string near = nearest(name, names_known_to(whose));
    const KnownSetting* meant = near.empty() ? nullptr : known_setting(whose, near);
    if (meant == nullptr || meant->bearing == Bearing::used) return false;
    cursor.error("unknown setting " + in_quotes(name), {}, near);
    return true;
}

}  // namespace

void read_other_settings(Reader& settings, Whose whose, Version version, const std::string& owner) {
    for (const std::string& name : settings.names()) {
        if (whose == Whose::topics && std::find(std::begin(of_creation), std::end(of_creation),
                                                name) != std::end(of_creation))
            continue;
        if (const KnownSetting* known = known_setting(whose, name)) {
            if (known->bearing != Bearing::used || known->gone)
                read_known(settings.at(name), *known, version, owner);
        } else if (tell_unknown(settings.peek(name), whose, name)) {
            settings.allow({name});
        }
    }
}

}  // namespace mqfate::scenarios
