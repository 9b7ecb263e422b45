// One value of a document and the ways to understand it: a number, a duration, a list, ...
//
// A cursor never stops the reading: what it cannot understand it adds to the errors, with pointer,
// line and what was expected, and returns a placeholder within the limits. A cursor on nothing
// (`present()` is false) returns placeholders silently: its absence was reported, or is allowed.
// So a reader is straight-line code and asks `errors.empty()` once, at its end.
//
// Forms of the quantities:
//   duration      "200us", "1.5ms", "30s", "2h", "0"; units ns us ms s m h d; no bare numbers but 0
//   duration_ms   a whole number of milliseconds, as in a real Kafka's files, or a duration;
//                 9223372036854775807 (Kafka's Long.MAX_VALUE) is forever()
//   bytes         512, "512", "1KB", "1.5MiB"; units B, KB MB GB (powers of 1000), KiB MiB GiB
//   ratio         0.05, "0.05", "5%", "1/20": exact, from 0 to 1, at most 9 decimals
//   delay         see scenarios/input/delay_forms.hpp
//   integer       12, 1e6, 12.0; also "12" as real configuration files have it
//   boolean       true, false; also "true", "false"
// As a property, as real configuration files have it: blanks around a text, a plus before a number,
// and booleans in any case (ConfigDef.parseType of Apache Kafka).
// Tested by: tests/scenarios/input/cursor_test.cpp, broken_values_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/input/errors.hpp"
#include "scenarios/input/reading_log.hpp"
#include "scenarios/input/value.hpp"
#include "sim/base/delay.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"

namespace mqfate::scenarios {

/// Both ends are allowed. The default refuses only what is beyond any use.
struct IntegerLimits {
    std::int64_t min = 0;
    std::int64_t max = 1'000'000'000'000;
};
struct DurationLimits {
    Duration min{};
    Duration max = times(seconds(86'400), 3'650);  ///< ten years
};

/// The words for an enum: `{{"0", Acks::none}, {"all", Acks::all}}`. Several words may mean one.
template <class T> using Words = std::initializer_list<std::pair<std::string_view, T>>;

class Reader;

class Cursor {
public:
    /// `value` may be null (nothing there). All must outlive the cursor. Without a `log`, what is
    /// read is not told to anybody.
    Cursor(const Value* value, std::string pointer, Errors& errors, ReadingLog* log = nullptr)
        : value_(value), pointer_(std::move(pointer)), errors_(&errors), log_(log) {}

    bool present() const { return value_ != nullptr; }
    bool is(Value::Kind kind) const { return present() && value_->is(kind); }
    const Value* value() const { return value_; }
    const std::string& pointer() const { return pointer_; }
    Place place() const { return present() ? value_->place : Place{}; }
    Errors& errors() const { return *errors_; }

    /// Whether what is read is told to a log.
    bool logs() const { return log_ != nullptr && present(); }
    /// Tells the log what this is, if there is a log and this is there.
    const Cursor& is_a(ReadMember::Kind kind) const {
        if (logs()) log_->members.push_back({.kind = kind, .pointer = pointer_});
        return *this;
    }
    /// The same; the pointer of `member` is that of this.
    void log(ReadMember member) const;
    /// Another value of the same document.
    Cursor to(const Value* value, std::string pointer) const {
        return {value, std::move(pointer), *errors_, log_};
    }
    /// The same value, and nothing that is read of it is logged.
    Cursor unlogged() const { return {value_, pointer_, *errors_}; }

    /// The same value, read as a property (above).
    Cursor as_property() const {
        Cursor property = *this;
        property.is_property_ = true;
        return property;
    }

    /// Rejects this value: "found ...", for contradictions that only the caller can see.
    void error(std::string found, std::string expected = {}, std::string suggestion = {}) const;

    /// Requires: the limits fit T.
    template <std::integral T = std::int64_t> T integer(IntegerLimits limits = fit<T>()) const {
        const bool fits = std::in_range<T>(limits.min) && std::in_range<T>(limits.max);
        return static_cast<T>(integer_within(limits, fits));
    }
    Duration duration(DurationLimits limits = {}) const;
    Duration duration_ms(DurationLimits limits = {}) const;
    std::int64_t bytes(IntegerLimits limits = {}) const;
    Ratio ratio() const;
    Delay delay() const;
    bool boolean() const;
    /// Not empty, no control characters, at most 200 bytes.
    std::string string() const;
    /// The text of a string, or a number as it was written: `"all"`, `1`.
    std::string number_or_string() const;
    /// The index into `words` of a string or number; 0 on error.
    std::size_t word(const std::vector<std::string>& words) const;
    template <class T> T one_of(Words<T> words) const {
        std::vector<std::string> names;
        for (const auto& [name, meaning] : words) names.emplace_back(name);
        return (words.begin() + word(names))->second;
    }

    /// An object; a dead Reader on error.
    Reader object() const;
    /// The elements of an array; none on error.
    std::vector<Cursor> array() const;
    /// The elements of an array, or the one value that is none: `"b1"` or `["b1", "b2"]`.
    std::vector<Cursor> one_or_more() const;
    /// The members of an object, in the order of the file; none on error.
    std::vector<std::pair<std::string, Cursor>> members() const;

private:
    template <std::integral T> static constexpr IntegerLimits fit() {
        constexpr IntegerLimits wide;
        if constexpr (std::in_range<T>(wide.max))
            return wide;
        else
            return {0, static_cast<std::int64_t>(std::numeric_limits<T>::max())};
    }
    std::int64_t integer_within(IntegerLimits limits, bool fits) const;
    bool expect(Value::Kind kind, std::string_view name) const;
    /// Of a string or a number. Requires: it is one.
    std::string_view text() const;
    /// The same without the plus before it that a property may have.
    std::string_view number() const;

    const Value* value_;
    std::string pointer_;
    Errors* errors_;
    ReadingLog* log_;
    bool is_property_ = false;
};

}  // namespace mqfate::scenarios
