#include "scenarios/systems/kafka/known_settings.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace mqfate::scenarios {
namespace {

constexpr std::string_view end_of_prefix = ".*";

/// Calls `visit` with each part of `text` between the separators that is not empty.
template <class Visit> void each_part(std::string_view text, char separator, Visit&& visit) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) visit(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::vector<KnownSetting> whole_table() {
    std::vector<KnownSetting> all;
    for (const auto part : {settings_of_access(), settings_without_effect()})
        for (const SettingsWithoutEffect& row : part)
            each_part(row.names, ' ', [&](std::string_view name) {
                all.push_back(
                    {.name = name, .whose = row.whose, .bearing = Bearing::none, .why = row.why});
            });
    for (const auto part : {settings_that_matter(), settings_of_others()})
        all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair(a.name, a.whose) < std::pair(b.name, b.whose);
    });
    return all;
}

bool is_called(const KnownSetting& setting, std::string_view name) {
    if (setting.name == name) return true;
    return setting.name.ends_with(end_of_prefix) &&
           name.starts_with(setting.name.substr(0, setting.name.size() - 1));
}

const KnownSetting* find(Whose whose, std::string_view name) {
    for (const KnownSetting& setting : known_settings())
        if (any_of_both(setting.whose, whose) && is_called(setting, name)) return &setting;
    return nullptr;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view without_blanks(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

}  // namespace

const std::vector<KnownSetting>& known_settings() {
    static const std::vector<KnownSetting> all = whole_table();
    return all;
}

const KnownSetting* known_setting(Whose whose, std::string_view name) { return find(whose, name); }
const KnownSetting* known_setting(std::string_view name) {
    return find(Whose::producers | Whose::consumers | Whose::brokers | Whose::topics, name);
}

bool is_harmless(const KnownSetting& setting, std::string_view value) {
    value = without_blanks(value);
    bool harmless = false;
    each_part(setting.harmless, '|',
              [&](std::string_view word) { harmless = harmless || is_same_word(word, value); });
    if (harmless || !setting.harmless_from) return harmless;
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    return error == std::errc{} && stop == end && number >= *setting.harmless_from;
}

std::string names_of(Whose whose) {
    std::string names;
    for (const auto& [one, name] : {std::pair{Whose::producers, "producers"},
                                    {Whose::consumers, "consumers"},
                                    {Whose::brokers, "brokers"},
                                    {Whose::topics, "topics"}})
        if (any_of_both(whose, one)) names += (names.empty() ? "" : " and ") + std::string(name);
    return names;
}

}  // namespace mqfate::scenarios
