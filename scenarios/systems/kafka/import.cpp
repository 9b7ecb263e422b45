#include "scenarios/systems/kafka/import.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "models/kafka/words.hpp"
#include "scenarios/input/pointer.hpp"
#include "scenarios/reading/scenario.hpp"
#include "scenarios/systems/kafka/import_files.hpp"

namespace mqfate::scenarios {
namespace {

using OrderedJson = nlohmann::ordered_json;
using NoteKind = ImportNote::Kind;
using namespace kafka::literals;

constexpr std::uint64_t most_brokers = 1'000;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f";
    const std::size_t begin = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::optional<std::uint64_t> number_of(const GivenSettings& given, std::string_view name) {
    const GivenSetting* setting = given.find(name);
    if (setting == nullptr) return {};
    const std::string_view text = trimmed(setting->property.value);
    std::uint64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || stop != text.data() + text.size()) return {};
    return number;
}

/// As a person would write it: a number or a truth value without quotes.
OrderedJson written_value(std::string_view text) {
    text = trimmed(text);
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && stop == text.data() + text.size()) return number;
    if (text == "true" || text == "false") return text == "true";
    return std::string(text);
}

/// What the files say nothing of, told once.
void assume(std::vector<ImportNote>& notes, words::Phrase why) {
    notes.push_back({.kind = NoteKind::assumed, .why = std::move(why)});
}

/// As many brokers as there are files, or as the copies that they ask for need.
std::uint64_t brokers_asked_for(const ImportRequest& request, const GivenFiles& given,
                                std::vector<ImportNote>& notes) {
    if (request.brokers) return *request.brokers;
    std::uint64_t least = 0;
    for (const char* name :
         {"default.replication.factor", "min.insync.replicas", "offsets.topic.replication.factor",
          "transaction.state.log.replication.factor"})
        least = std::max(least, number_of(given.brokers, name).value_or(0));
    // Nobody asks for two of two: the first crash would stop all.
    const std::uint64_t in_sync = number_of(given.brokers, "min.insync.replicas").value_or(0);
    if (in_sync > 1 && given.brokers.find("default.replication.factor") == nullptr)
        least = std::max(least, in_sync + 1);
    if (least == 0 && given.broker_files <= 1) least = 3;
    const std::uint64_t brokers = std::clamp<std::uint64_t>(
        std::max<std::uint64_t>(given.broker_files, least), 1, most_brokers);
    if (brokers != given.broker_files) assume(notes, {"kafka.import.brokers"_k, {{"n", brokers}}});
    return brokers;
}

/// A scenario in the making: its JSON, and where in it each setting stands.
class Draft {
public:
    Draft(const ImportRequest& request, GivenFiles given);

    /// Leaves out what the reader refuses, until it refuses nothing. Errors: about what is no
    /// setting of a file.
    ImportResult finish() &&;

private:
    struct Entry {
        OrderedJson::json_pointer parent;
        std::string pointer;
        const GivenSetting* given;
        Whose whose;
        std::string refused{};
    };
    void add(const std::string& parent, const GivenSettings& given);
    void add_topic(std::uint64_t brokers);
    void add_client(const GivenSettings& client);
    /// False if an error is about something else.
    bool leave_out(const Errors& errors);
    void note_all(const Scenario& scenario);
    ImportNote note(const Entry& entry, NoteKind kind) const;

    GivenFiles given_;
    std::vector<ImportNote> assumed_;
    std::vector<Entry> entries_;
    OrderedJson json_;
};

void Draft::add(const std::string& parent, const GivenSettings& given) {
    const OrderedJson::json_pointer at(parent);
    for (const GivenSetting& setting : given.settings) {
        json_[at][setting.property.name] = written_value(setting.property.value);
        entries_.push_back({at, child(parent, setting.property.name), &setting, given.whose});
    }
}

void Draft::add_topic(std::uint64_t brokers) {
    OrderedJson& topic = json_["kafka"]["topics"]["orders"] = OrderedJson::object();
    if (given_.brokers.find("default.replication.factor") == nullptr) {
        const std::uint64_t copies = std::min<std::uint64_t>(3, brokers);
        topic["replication.factor"] = copies;
        assume(assumed_, {"kafka.import.copies"_k, {{"n", copies}}});
    }
}

void Draft::add_client(const GivenSettings& client) {
    if (client.whose == Whose::producers) {
        json_["kafka"]["producers"][client.name] = {{"messages", 1000}, {"every", "2ms"}};
        return add("/kafka/producers/" + client.name + "/config", client);
    }
    OrderedJson& consumer = json_["kafka"]["consumers"][client.name] = {{"work", "500us"}};
    const GivenSetting* automatic = client.find("enable.auto.commit");
    if (automatic == nullptr) {
        consumer["commit"] = "automatic";
        assume(assumed_, "kafka.import.automatic"_k);
    } else {
        assume(assumed_, "kafka.import.commits"_k);
    }
    if (client.find("auto.offset.reset") == nullptr) assume(assumed_, "kafka.import.reset"_k);
    add("/kafka/consumers/" + client.name + "/config", client);
}

Draft::Draft(const ImportRequest& request, GivenFiles given) : given_(std::move(given)) {
    const std::uint64_t brokers = brokers_asked_for(request, given_, assumed_);
    std::string names;
    for (const ImportFile& file : request.files)
        names += (names.empty() ? "" : ", ") + file.name.substr(file.name.find_last_of('/') + 1);
    json_["schema_version"] = 1;
    json_["title"] = "Imported from " + printable(names);
    OrderedJson& kafka = json_["kafka"];
    if (!request.version.empty()) kafka["version"] = request.version;
    kafka["brokers"] = brokers;
    add("/kafka/broker_config", given_.brokers);
    add_topic(brokers);
    for (const GivenSettings& client : given_.clients) add_client(client);
    if (!kafka.contains("producers")) {
        kafka["producers"]["producer"] = {{"messages", 1000}, {"every", "2ms"}};
        assume(assumed_, "kafka.import.producer"_k);
    }
    json_["faults"] = {{{"power_loss", "leader of orders/0"},
                        {"between", {"500ms", "1500ms"}},
                        {"restart_after", "20s"}}};
    assume(assumed_, "kafka.import.workload"_k);
}

bool Draft::leave_out(const Errors& errors) {
    for (const InputError& error : errors) {
        const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
            return e.pointer == error.pointer && e.refused.empty();
        });
        if (entry == entries_.end()) {
            if (std::none_of(entries_.begin(), entries_.end(),
                             [&](const Entry& e) { return e.pointer == error.pointer; }))
                return false;
            continue;  // told already
        }
        InputError said = error;
        said.file.clear();
        said.line = said.column = 0;
        said.pointer.clear();
        entry->refused = to_text(said).substr(2);  // without ": "
        json_[entry->parent].erase(entry->given->property.name);
    }
    return true;
}

ImportNote Draft::note(const Entry& entry, NoteKind kind) const {
    return {.kind = kind,
            .file = entry.given->file,
            .line = entry.given->property.line,
            .name = entry.given->property.name};
}

void Draft::note_all(const Scenario& scenario) {
    for (const Entry& entry : entries_) {
        if (!entry.refused.empty()) {
            given_.notes.push_back(note(entry, NoteKind::refused));
            given_.notes.back().why = entry.refused;
            continue;
        }
        const bool used = std::none_of(
            scenario.log.members.begin(), scenario.log.members.end(),
            [&](const ReadMember& m) { return m.no_effect && m.pointer == entry.pointer; });
        given_.notes.push_back(note(entry, used ? NoteKind::used : NoteKind::without_effect));
        if (used) {
            given_.notes.back().value = trimmed(entry.given->property.value);
        } else {
            const KnownSetting* known = known_setting(entry.whose, entry.given->property.name);
            given_.notes.back().why = known->bearing == Bearing::refused
                                          ? words::Phrase("kafka.import.harmless"_k)
                                          : words::Phrase(known->why);
            json_[entry.parent].erase(entry.given->property.name);
        }
    }
    given_.notes.insert(given_.notes.end(), assumed_.begin(), assumed_.end());
}

ImportResult Draft::finish() && {
    for (std::size_t tries = entries_.size() + 1; tries > 0; --tries) {
        const std::string text =
            json_.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
        const auto document = Document::parse(text, "the imported scenario");
        if (!document) return tl::unexpected(document.error());
        const auto scenario = read_scenario(*document);
        if (!scenario) {
            if (!leave_out(scenario.error())) return tl::unexpected(scenario.error());
            continue;
        }
        note_all(*scenario);
        return Imported{json_.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n",
                        std::move(given_.notes)};
    }
    return tl::unexpected(Errors("the imported scenario"));
}

}  // namespace

ImportResult import_kafka(const ImportRequest& request) {
    auto given = read_files(request.files);
    if (!given) return tl::unexpected(std::move(given.error()));
    return Draft(request, std::move(*given)).finish();
}

}  // namespace mqfate::scenarios
