#include "words/translation.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "words/translations/command_line.hpp"
#include "words/translations/faults.hpp"
#include "words/translations/files.hpp"
#include "words/translations/settings.hpp"
#include "words/translations/system.hpp"
#include "words/translations/values.hpp"

namespace mqfate::words {
namespace {

constexpr std::array<std::span<const Translation>, 6> parts{
    command_line_translations, fault_translations,  file_translations,
    setting_translations,      system_translations, value_translations};

bool in_double_quotes(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

bool may_stand_at(std::string_view name, std::string_view text) {
    if (text.empty()) return false;
    if (name.starts_with("quoted")) return in_double_quotes(text);
    return name != "n" || (text.front() >= '0' && text.front() <= '9');
}

/// What the place `name` becomes where `text` stands; nothing if it cannot stand there.
std::optional<Param> placed(std::string_view name, std::string_view text) {
    if (!may_stand_at(name, text)) return {};
    auto chinese = in_double_quotes(text) ? std::nullopt : in_chinese(text);
    if (!chinese && name.starts_with("why")) return {};
    return Param(name, chinese ? std::move(*chinese) : std::string(text));
}

/// Takes the places of `pattern` out of `text`, the first ones as short as the rest allows.
/// Returns whether the whole of `text` is like it.
bool takes(std::string_view pattern, std::string_view text, std::vector<Param>& params) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    if (!text.starts_with(pattern.substr(0, open))) return false;
    if (open == pattern.size()) return text.size() == open;
    const std::size_t close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    const std::string_view rest = pattern.substr(close + 1);
    const std::string_view next = rest.substr(0, rest.find('{'));
    text.remove_prefix(open);
    for (std::size_t end = 1; end <= text.size(); ++end) {
        if (rest.empty() ? end < text.size() : !text.substr(end).starts_with(next)) continue;
        auto param = placed(name, text.substr(0, end));
        if (!param) continue;
        const std::size_t taken = params.size();
        params.push_back(std::move(*param));
        if (takes(rest, text.substr(end), params)) return true;
        params.erase(params.begin() + static_cast<std::ptrdiff_t>(taken), params.end());
    }
    return false;
}

/// How many letters of a pattern are its own.
std::size_t own_letters(std::string_view pattern) {
    std::size_t letters = 0;
    bool inside = false;
    for (const char c : pattern) {
        inside = c == '{' || (inside && c != '}');
        letters += inside || c == '}' ? 0U : 1U;
    }
    return letters;
}

/// Without the spaces between Chinese characters that stand where a place was filled; what is in
/// double quotes stays as it is.
std::string tightened(std::string_view text) {
    const auto wide = [&](std::size_t at) {
        return at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80U;
    };
    std::string all;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        quoted = quoted != (text[i] == '"');
        if (quoted || text[i] != ' ' || i == 0 || !wide(i - 1) || !wide(i + 1)) all += text[i];
    }
    return all;
}

std::vector<Translation> by_own_letters() {
    std::vector<Translation> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(), [](const Translation& a, const Translation& b) {
        const std::size_t of_a = own_letters(a.en);
        const std::size_t of_b = own_letters(b.en);
        return of_a != of_b ? of_a > of_b : a.en < b.en;
    });
    return all;
}

}  // namespace

std::span<const std::span<const Translation>> translations() { return parts; }

std::optional<std::string> in_chinese(std::string_view english) {
    static const std::vector<Translation> all = by_own_letters();
    for (const Translation& translation : all) {
        std::vector<Param> params;
        if (takes(translation.en, english, params))
            return tightened(filled(translation.zh, params, Language::zh));
    }
    return {};
}

Phrase of_system(std::string_view english) {
    for (const Translation& translation : system_translations)
        if (translation.en == english) return Text{"system.error", translation.en, translation.zh};
    return std::string(english);
}

}  // namespace mqfate::words
