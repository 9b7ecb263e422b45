#include "scenarios/input/cursor.hpp"

#include <algorithm>

#include "scenarios/input/delay_forms.hpp"
#include "scenarios/input/pointer.hpp"
#include "scenarios/input/quantities.hpp"
#include "scenarios/input/reader.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::scenarios {
namespace {

constexpr std::size_t longest_string = 200;
constexpr std::string_view forever_ms = "9223372036854775807";  // Long.MAX_VALUE

std::string between(IntegerLimits limits) {
    return " from " + std::to_string(limits.min) + " to " + std::to_string(limits.max);
}

std::string between(DurationLimits limits) {
    return " from " + to_text(limits.min) + " to " + to_text(limits.max);
}

template <class T, class Limits> bool within(T value, const Limits& limits) {
    return value >= limits.min && value <= limits.max;
}

bool is_text(const Value& value) {
    return value.is(Value::Kind::string) || value.is(Value::Kind::number);
}

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

void Cursor::error(std::string found, std::string expected, std::string suggestion) const {
    errors_->add(place(), pointer_, std::move(found), std::move(expected), std::move(suggestion));
}

void Cursor::log(ReadMember member) const {
    if (!logs()) return;
    member.pointer = pointer_;
    log_->members.push_back(std::move(member));
}

std::string_view Cursor::text() const {
    std::string_view text = value_->text;
    if (!is_property_) return text;
    constexpr std::string_view blanks = " \t\n\v\f\r";
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    return text;
}

std::string_view Cursor::number() const {
    std::string_view number = text();
    if (is_property_ && number.starts_with('+')) number.remove_prefix(1);
    return number;
}

bool Cursor::expect(Value::Kind kind, std::string_view name) const {
    if (!present()) return false;
    if (value_->is(kind)) return true;
    error("found " + describe(*value_), std::string(name));
    return false;
}

std::int64_t Cursor::integer_within(IntegerLimits limits, bool fits) const {
    ENSURE(fits && limits.min <= limits.max, "limits that the type cannot hold");
    if (!present()) return limits.min;
    if (is_text(*value_)) {
        const auto value = exactly(number(), 1);
        if (value && within(*value, limits)) return *value;
    }
    error("found " + describe(*value_), "a whole number" + between(limits));
    return limits.min;
}

Duration Cursor::duration(DurationLimits limits) const {
    if (!present()) return limits.min;
    const std::string expected = "a duration" + between(limits) + ", such as \"200us\" or \"30s\"";
    if (!is_text(*value_)) {
        error("found " + describe(*value_), expected);
        return limits.min;
    }
    const auto value = parse_duration(value_->text);
    if (value && within(*value, limits)) return *value;
    error(value ? "found " + describe(*value_) : value.error(), expected);
    return limits.min;
}

Duration Cursor::duration_ms(DurationLimits limits) const {
    if (!present()) return limits.min;
    if (is_text(*value_)) {
        const bool may_be_forever = !is_property_ || within(forever(), limits);
        if (may_be_forever && number() == forever_ms) return forever();
        const auto whole = exactly(number(), 1);
        const auto unit = parse_duration(text());
        const Duration value = whole ? milliseconds(*whole) : unit.value_or(Duration{-1});
        if ((whole || unit) && within(value, limits)) return value;
    }
    error("found " + describe(*value_),
          "a whole number of milliseconds, or a duration with a unit," + between(limits));
    return limits.min;
}

std::int64_t Cursor::bytes(IntegerLimits limits) const {
    if (!present()) return limits.min;
    const std::string expected =
        "a number of bytes" + between(limits) + ", such as 512, \"16KiB\" or \"1MB\"";
    if (!is_text(*value_)) {
        error("found " + describe(*value_), expected);
        return limits.min;
    }
    const auto value = parse_bytes(number());
    if (value && within(*value, limits)) return *value;
    error(value ? "found " + describe(*value_) : value.error(), expected);
    return limits.min;
}

Ratio Cursor::ratio() const {
    if (!present()) return {};
    const std::string expected = "a number from 0 to 1, such as 0.05, \"5%\" or \"1/20\"";
    if (!is_text(*value_)) {
        error("found " + describe(*value_), expected);
        return {};
    }
    const auto value = parse_ratio(value_->text);
    if (value) return *value;
    error(value.error(), expected);
    return {};
}

Delay Cursor::delay() const { return read_delay(*this); }

bool Cursor::boolean() const {
    if (!present()) return false;
    if (value_->is(Value::Kind::boolean)) return value_->flag;
    if (value_->is(Value::Kind::string)) {
        std::string word(text());
        if (is_property_) std::transform(word.begin(), word.end(), word.begin(), to_lower);
        if (word == "true" || word == "false") return word == "true";
    }
    error("found " + describe(*value_), "true or false");
    return false;
}

std::string Cursor::string() const {
    if (!expect(Value::Kind::string, "a string")) return {};
    const std::string& text = value_->text;
    if (text.empty()) {
        error("found an empty string", "a string that is not empty");
    } else if (text.size() > longest_string) {
        error("found a string of " + std::to_string(text.size()) + " bytes",
              "at most " + std::to_string(longest_string));
    } else if (printable(text) != text) {
        error("found a string with control characters", "a string without them");
    } else {
        return text;
    }
    return {};
}

std::string Cursor::number_or_string() const {
    if (!present()) return {};
    if (is_text(*value_)) return value_->text;
    error("found " + describe(*value_), "a string or a number");
    return {};
}

std::size_t Cursor::word(const std::vector<std::string>& words) const {
    if (!present()) return 0;
    const std::string found = is_text(*value_) ? std::string(text()) : describe(*value_);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == found) return i;
    }
    error("found " + describe(*value_), "one of " + joined(words), nearest(found, words));
    return 0;
}

Reader Cursor::object() const {
    const bool is_object = expect(Value::Kind::object, "an object");
    return Reader(is_object ? *this : Cursor(nullptr, pointer_, *errors_, log_));
}

std::vector<Cursor> Cursor::array() const {
    std::vector<Cursor> result;
    if (!expect(Value::Kind::array, "a list")) return result;
    for (std::size_t i = 0; i < value_->items.size(); ++i) {
        result.emplace_back(&value_->items[i], child(pointer_, i), *errors_, log_);
    }
    return result;
}

std::vector<Cursor> Cursor::one_or_more() const {
    if (!present()) return {};
    if (!value_->is(Value::Kind::array)) return {*this};
    if (value_->items.empty()) error("found an empty list", "at least one");
    return array();
}

std::vector<std::pair<std::string, Cursor>> Cursor::members() const {
    std::vector<std::pair<std::string, Cursor>> result;
    if (!expect(Value::Kind::object, "an object")) return result;
    for (const Member& member : value_->members) {
        result.emplace_back(member.name,
                            Cursor(&member.value, child(pointer_, member.name), *errors_, log_));
    }
    return result;
}

}  // namespace mqfate::scenarios
