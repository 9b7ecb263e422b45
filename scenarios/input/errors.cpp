#include "scenarios/input/errors.hpp"

#include <algorithm>
#include <tuple>

#include "words/catalogue.hpp"
#include "words/translation.hpp"

namespace mqfate::scenarios {

using namespace words::literals;

namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t most_names = 40;

/// A name without what people mix up: case, and the sign between words.
std::string folded(std::string_view name) {
    std::string result;
    for (const char c : name) {
        if (c == '_' || c == '-' || c == ' ')
            result += '.';
        else
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

/// Optimal string alignment: three rows of the usual table.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

auto key(const InputError& error) { return std::tie(error.line, error.column); }

/// How many bytes of `text` to keep, at most `most`, without cutting a character in two.
std::size_t cut_at(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text.size();
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0u) == 0x80u) --most;
    return most;
}

std::string translated(const std::string& english, words::Language language) {
    if (language == words::Language::en) return english;
    return words::in_chinese(english).value_or(english);
}

}  // namespace

std::string what_is_wrong(const InputError& error, words::Language language) {
    const words::Say say{language};
    std::string text = translated(error.message, language);
    if (!error.suggestion.empty())
        text += say("input.did_you_mean"_t, {{"near", in_quotes(error.suggestion)}});
    if (!error.expected.empty())
        text += say(error.suggestion.empty() ? "input.expected"_t : "input.then_expected"_t,
                    {{"what", translated(error.expected, language)}});
    return text;
}

std::string to_text(const InputError& error, words::Language language) {
    std::string text = error.file;
    if (error.line > 0) {
        text += ':' + std::to_string(error.line) + ':' + std::to_string(error.column);
    }
    if (!error.pointer.empty()) text += ' ' + printable(error.pointer);
    return text + ": " + what_is_wrong(error, language);
}

void Errors::add(InputError error) {
    if (error.file.empty()) error.file = file_;
    const auto at =
        std::upper_bound(list_.begin(), list_.end(), error,
                         [](const InputError& a, const InputError& b) { return key(a) < key(b); });
    if (std::find(list_.begin(), at, error) != at) return;
    list_.insert(at, std::move(error));
    if (list_.size() <= most) return;
    list_.pop_back();
    ++left_out_;
}

void Errors::add(Place place, std::string pointer, std::string message, std::string expected,
                 std::string suggestion) {
    add(InputError{.file = file_,
                   .line = place.line,
                   .column = place.column,
                   .pointer = std::move(pointer),
                   .message = std::move(message),
                   .expected = std::move(expected),
                   .suggestion = std::move(suggestion)});
}

void Errors::add_all(const Errors& others) {
    for (const InputError& error : others) add(error);
    left_out_ += others.left_out_;
}

std::string Errors::text(words::Language language) const {
    std::string text;
    for (const InputError& error : list_) text += to_text(error, language) + '\n';
    if (left_out_ > 0) {
        const words::Say say{language};
        text += file_ + ": " + say("input.more_errors"_t, {{"n", left_out_}}) + '\n';
    }
    return text;
}

std::string nearest(std::string_view name, std::span<const std::string> candidates) {
    if (name.size() > 200) return {};
    const std::string wanted = folded(name);
    std::string best;
    std::size_t least = 0;
    for (const std::string& candidate : candidates) {
        const std::size_t d = distance(wanted, folded(candidate));
        const std::size_t allowed = std::max(name.size(), candidate.size()) / 3;
        if (d > std::max<std::size_t>(allowed, 1) || d >= candidate.size()) continue;
        if (best.empty() || d < least) {
            best = candidate;
            least = d;
        }
    }
    return best;
}

std::string printable(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20 || byte == 0x7f ? '?' : c;
    }
    return result;
}

std::string in_quotes(std::string_view text) {
    const std::size_t kept = cut_at(text, longest_name);
    return '"' + printable(text.substr(0, kept)) + (kept < text.size() ? "...\"" : "\"");
}

std::string joined(std::span<const std::string> names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most_names; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    if (names.size() > most_names) {
        text += ", and " + std::to_string(names.size() - most_names) + " more";
    }
    return text;
}

}  // namespace mqfate::scenarios
