#include "scenarios/systems/kafka/import_files.hpp"

#include <algorithm>
#include <utility>

#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/import.hpp"

namespace mqfate::scenarios {
namespace {

using namespace kafka::literals;

/// A real setting of a broker, or nearly the name of one: what an image has beside is its own.
bool is_meant_for_kafka(const std::string& name) {
    if (known_setting(name) != nullptr) return true;
    std::vector<std::string> names;
    for (const KnownSetting& setting : known_settings())
        if (any_of_both(setting.whose, Whose::brokers)) names.emplace_back(setting.name);
    return !nearest(name, names).empty();
}

/// The settings of one environment; what else is there is noted.
std::vector<FileProperty> of_environment(const ImportFile& file, std::vector<ImportNote>& notes) {
    std::vector<FileProperty> settings;
    for (FileProperty& variable : read_environment(file.text)) {
        std::string name = setting_of_variable(variable.name);
        if (!name.empty() && is_meant_for_kafka(name))
            settings.push_back({std::move(name), std::move(variable.value), variable.line});
        else
            notes.push_back({.kind = ImportNote::Kind::without_effect,
                             .file = file.name,
                             .line = variable.line,
                             .name = std::move(variable.name),
                             .why = "kafka.why.image"_k});
    }
    return settings;
}

/// Leaves of each name the last one, as a table of properties does.
void keep_last(std::vector<FileProperty>& all) {
    for (auto it = all.begin(); it != all.end();) {
        const bool again = std::any_of(it + 1, all.end(),
                                       [&](const FileProperty& p) { return p.name == it->name; });
        it = again ? all.erase(it) : it + 1;
    }
}

bool matters(const std::string& name) {
    const KnownSetting* known = known_setting(Whose::brokers, name);
    return known == nullptr || known->bearing == Bearing::used ||
           known->bearing == Bearing::refused;
}

/// Adds what one more file gives to what all of them give.
void merge(std::vector<FileProperty> settings, const std::string& file, GivenSettings& into,
           std::vector<ImportNote>& notes) {
    for (FileProperty& property : settings) {
        const GivenSetting* first = into.find(property.name);
        if (first == nullptr)
            into.settings.push_back({std::move(property), file});
        else if (first->property.value != property.value && matters(property.name))
            notes.push_back({.kind = ImportNote::Kind::refused,
                             .file = file,
                             .line = property.line,
                             .name = property.name,
                             .why = {"kafka.import.differs"_k, {{"file", first->file}}}});
    }
}

}  // namespace

const GivenSetting* GivenSettings::find(std::string_view setting) const {
    const auto found = std::find_if(settings.begin(), settings.end(), [&](const GivenSetting& s) {
        return s.property.name == setting;
    });
    return found == settings.end() ? nullptr : &*found;
}

std::string setting_of_variable(std::string_view variable) {
    for (const std::string_view prefix : {"KAFKA_CFG_", "KAFKA_"}) {
        if (!variable.starts_with(prefix) || variable.size() == prefix.size()) continue;
        std::string name;
        std::size_t i = prefix.size();
        while (i < variable.size()) {
            std::size_t run = 0;
            while (i + run < variable.size() && variable[i + run] == '_') ++run;
            if (run == 0) {
                const char c = variable[i++];
                name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                continue;
            }
            name += run == 1 ? '.' : run == 2 ? '_' : '-';
            i += run;
        }
        return name;
    }
    return {};
}

tl::expected<GivenFiles, Errors> read_files(const std::vector<ImportFile>& files) {
    using FileOf = ImportFile::Of;
    GivenFiles given;
    std::size_t producers = 0;
    std::size_t consumers = 0;
    for (const ImportFile& file : files) {
        std::vector<FileProperty> settings;
        if (file.of == FileOf::environment) {
            settings = of_environment(file, given.notes);
        } else {
            auto read = read_properties(file.text, file.name);
            if (!read) return tl::unexpected(std::move(read.error()));
            settings = std::move(*read);
        }
        keep_last(settings);
        if (file.of == FileOf::broker || file.of == FileOf::environment) {
            ++given.broker_files;
            merge(std::move(settings), file.name, given.brokers, given.notes);
            continue;
        }
        const bool produces = file.of == FileOf::producer;
        const std::size_t number = produces ? ++producers : ++consumers;
        GivenSettings client{produces ? Whose::producers : Whose::consumers,
                             (produces ? "producer" : "consumer") +
                                 (number == 1 ? std::string() : "-" + std::to_string(number)),
                             {}};
        merge(std::move(settings), file.name, client, given.notes);
        given.clients.push_back(std::move(client));
    }
    return given;
}

}  // namespace mqfate::scenarios
