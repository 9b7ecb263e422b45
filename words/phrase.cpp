#include "words/phrase.hpp"

#include <algorithm>

#include "sim/base/ensure.hpp"

namespace mqfate::words {
namespace {

constexpr Text verbatim{"verbatim", "{it}", "{it}"};

struct Place {
    std::string_view name;
    std::string_view one, many;  // where the text chooses by the parameter
    bool chooses = false;
};

Place place_of(std::string_view inside) {
    const auto first = inside.find('|');
    if (first == std::string_view::npos) return {inside, {}, {}, false};
    const auto second = inside.find('|', first + 1);
    ENSURE(second != std::string_view::npos, "a choice of two words");
    return {inside.substr(0, first), inside.substr(first + 1, second - first - 1),
            inside.substr(second + 1), true};
}

/// Calls `plain(text)` and `place(Place)` for the parts of a text in turn.
template <class Plain, class Fill> void each_part(std::string_view text, Plain&& plain,
                                                  Fill&& fill) {
    while (!text.empty()) {
        const auto open = text.find('{');
        plain(text.substr(0, open));
        if (open == std::string_view::npos) return;
        const auto close = text.find('}', open);
        ENSURE(close != std::string_view::npos, "a place for a parameter ends");
        fill(place_of(text.substr(open + 1, close - open - 1)));
        text.remove_prefix(close + 1);
    }
}

std::string value_of(const Param& param, Language language) {
    std::string all = param.text;
    for (const Phrase& phrase : param.phrases) {
        if (&phrase != param.phrases.data())
            all += language == Language::zh ? param.between_zh : param.between_en;
        all += phrase.in(language);
    }
    return all;
}

std::string ids_of(const Param& param) {
    std::string all = param.text;
    for (const Phrase& phrase : param.phrases)
        all += (&phrase == param.phrases.data() ? "" : "; ") + phrase.id();
    return all;
}

}  // namespace

Param::Param(std::string_view param, std::string value) : name(param), text(std::move(value)) {}
Param::Param(std::string_view param, std::string_view value) : Param(param, std::string(value)) {}
Param::Param(std::string_view param, const char* value) : Param(param, std::string(value)) {}
Param::Param(std::string_view param, Phrase phrase) : name(param) {
    phrases.push_back(std::move(phrase));
}
Param::Param(std::string_view param, Text value) : Param(param, Phrase(value)) {}
Param::Param(std::string_view param, std::vector<Phrase> all, Text between)
    : name(param), phrases(std::move(all)), between_en(between.en), between_zh(between.zh) {}

bool operator==(const Param& a, const Param& b) {
    return a.name == b.name && a.text == b.text && a.phrases == b.phrases;
}

Phrase::Phrase(Text text, std::vector<Param> params) : text_(text), params_(std::move(params)) {
    std::sort(params_.begin(), params_.end(),
              [](const Param& a, const Param& b) { return a.name < b.name; });
}
Phrase::Phrase(std::string text) {
    if (text.empty()) return;
    text_ = verbatim;
    params_.emplace_back("it", std::move(text));
}

bool Phrase::is_verbatim() const { return text_ == verbatim; }

std::string Phrase::in(Language language) const {
    return filled(text_.in(language), params_, language);
}

std::string Phrase::id() const {
    if (is_verbatim()) return params_.front().text;
    std::string id(text_.code);
    if (params_.empty()) return id;
    for (const Param& param : params_)
        id +=
            (&param == params_.data() ? "(" : ", ") + std::string(param.name) + "=" + ids_of(param);
    return id + ")";
}

std::string with_commas(std::uint64_t n) {
    std::string digits = std::to_string(n);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string filled(std::string_view text, const std::vector<Param>& params, Language language) {
    std::string all;
    each_part(
        text, [&](std::string_view plain) { all += plain; },
        [&](const Place& place) {
            const auto param = std::find_if(params.begin(), params.end(),
                                            [&](const Param& p) { return p.name == place.name; });
            ENSURE(param != params.end(), "a text has its parameters");
            const std::string value = value_of(*param, language);
            if (place.chooses)
                all += value == "1" ? place.one : place.many;
            else
                all += value;
        });
    return all;
}

std::vector<std::string_view> asked_for(std::string_view text) {
    std::vector<std::string_view> names;
    each_part(
        text, [](std::string_view) {}, [&](const Place& place) { names.push_back(place.name); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace mqfate::words
