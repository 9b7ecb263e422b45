// A cursor on an object, for those who turn a scenario into a typed plan.
//
//     Errors errors(document.file());
//     {
//         Reader root(document, errors);
//         Reader kafka = root.object("kafka");                        // required
//         auto brokers = kafka.integer<std::uint32_t>("brokers", {.min = 1, .max = 1000});
//         kafka.each_member("topics", [&](const std::string& name, Reader topic) {
//             auto partitions = topic.integer_or<std::uint32_t>("partitions", 1, {1, 10'000});
//             if (topic.has("flush.ms")) flush = topic.duration_ms("flush.ms");
//         });
//         Acks acks = config.one_of_or<Acks>("acks", Acks::all, {{"0", Acks::none}, ...});
//         if (min_isr > replicas) topic.error("min.insync.replicas", "more than replicas");
//     }                                                               // unknown names: see below
//     if (!errors.empty()) return tl::unexpected(errors);
//
// `x(key)` is required: its absence is an error and gives a placeholder. `x_or(key, otherwise)` has
// a default. A value that is wrong is an error in both. Nothing stops: all errors are collected,
// and a Reader whose object is missing or no object answers everything with placeholders and
// defaults, silently.
//
// Unknown names: asking for a key makes it known. `finish`, which the destructor calls, refuses
// every member that nobody asked for, with the nearest of the known names. Ask for every key you
// know even when it makes no sense beside another (then use `error`), or call `ignore_rest` before
// an early return.
//
// The log: `x_or` tells it of a setting, `each_member` and `each_object` of parts, `object_or_none`
// of a container (reading_log.hpp). What is required is neither: it can neither go nor be less,
// unless it is a number of messages.
//
// Invariant: a Reader borrows; document, errors and log outlive it.
// Tested by: tests/scenarios/input/reader_test.cpp, broken_values_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/input/cursor.hpp"
#include "scenarios/input/document.hpp"
#include "scenarios/input/written.hpp"

namespace mqfate::scenarios {

class Reader {
public:
    /// The root of a document; an error if it is no object.
    Reader(const Document& document, Errors& errors, ReadingLog* log = nullptr);
    /// The object under the cursor, which must be one or nothing (use Cursor::object).
    explicit Reader(Cursor object) : object_(std::move(object)) {}
    Reader(Reader&& other) noexcept;
    Reader& operator=(Reader&&) = delete;
    ~Reader() { finish(); }

    bool present() const { return object_.present(); }
    const std::string& pointer() const { return object_.pointer(); }
    Errors& errors() const { return object_.errors(); }

    /// True if the member is there. Makes the name known.
    bool has(std::string_view key);
    /// The value of a member, or a cursor on nothing. Makes the name known.
    Cursor at(std::string_view key);
    /// The same, and the name does not become known.
    Cursor peek(std::string_view key) const;
    /// The same as `at`, and its absence is an error.
    Cursor need(std::string_view key);
    /// Makes names known without looking: for "$schema" and texts that only people read.
    void allow(std::initializer_list<std::string_view> keys);
    /// No run depends on these members: they are logged as that, and what is read of them is not.
    /// Does not make the names known.
    void aside(std::initializer_list<std::string_view> keys);
    /// The names of all members, in the order of the file. Does not make them known.
    std::vector<std::string> names() const;

    template <std::integral T = std::int64_t>
    T integer(std::string_view key, IntegerLimits limits) {
        return need(key).integer<T>(limits);
    }
    template <std::integral T = std::int64_t> T integer(std::string_view key) {
        return need(key).integer<T>();
    }
    template <std::integral T = std::int64_t>
    T integer_or(std::string_view key, T otherwise, IntegerLimits limits) {
        return setting(key, otherwise, [&](const Cursor& c) { return c.integer<T>(limits); });
    }
    template <std::integral T = std::int64_t> T integer_or(std::string_view key, T otherwise) {
        return setting(key, otherwise, [](const Cursor& c) { return c.integer<T>(); });
    }
    /// How many of something there are: the fewer, the smaller is what the document describes.
    template <std::integral T = std::int64_t>
    T count_or(std::string_view key, T otherwise, IntegerLimits limits) {
        const auto get = [&](const Cursor& c) { return c.integer<T>(limits); };
        return setting(key, otherwise, get, {.owner = {}, .least = limits.min});
    }
    /// How many messages somebody publishes.
    template <std::integral T = std::int64_t>
    T messages(std::string_view key, IntegerLimits limits) {
        const Cursor cursor = need(key);
        cursor.log({.kind = ReadMember::Kind::messages,
                    .pointer = {},
                    .least = static_cast<std::uint64_t>(limits.min)});
        return cursor.integer<T>(limits);
    }

    Duration duration(std::string_view key, DurationLimits limits = {});
    Duration duration_or(std::string_view key, Duration otherwise, DurationLimits limits = {});
    Duration duration_ms(std::string_view key, DurationLimits limits = {});
    Duration duration_ms_or(std::string_view key, Duration otherwise, DurationLimits limits = {});
    std::int64_t bytes(std::string_view key, IntegerLimits limits = {});
    std::int64_t bytes_or(std::string_view key, std::int64_t otherwise, IntegerLimits limits = {});
    Ratio ratio(std::string_view key);
    Ratio ratio_or(std::string_view key, Ratio otherwise);
    Delay delay(std::string_view key);
    Delay delay_or(std::string_view key, const Delay& otherwise);
    bool boolean(std::string_view key);
    bool boolean_or(std::string_view key, bool otherwise);
    std::string string(std::string_view key);
    std::string string_or(std::string_view key, const std::string& otherwise);
    std::string number_or_string(std::string_view key);

    template <class T> T one_of(std::string_view key, Words<T> words) {
        return need(key).one_of<T>(words);
    }
    template <class T> T one_of_or(std::string_view key, T otherwise, Words<T> words) {
        return setting(
            key, otherwise, [&](const Cursor& c) { return c.one_of<T>(words); }, {},
            [&](T meaning) { return word_for(meaning, words); });
    }

    /// What a log is told of a setting beside what can be seen: whose it is, and the least that a
    /// number of things may be.
    struct Remark {
        std::string_view owner;
        std::optional<std::int64_t> least;
    };
    struct Writer {
        template <class T> Value operator()(const T& value) const { return written(value); }
    };
    /// The verb behind all `x_or`: what `get(cursor)` makes of the member, `otherwise` without one.
    template <class T, class Get, class Write = Writer>
    T setting(std::string_view key, const T& otherwise, const Get& get, const Remark& remark = {},
              const Write& write = {}) {
        const Cursor cursor = at(key);
        if (!cursor.present()) return otherwise;
        T value = get(cursor);
        if (cursor.logs()) log_setting(cursor, remark, value == otherwise, write(otherwise));
        return value;
    }
    /// A setting without a default that could be written down. A cursor on nothing: it is not
    /// there.
    Cursor optional(std::string_view key, bool at_default = false) {
        Cursor cursor = at(key);
        log_setting(cursor, {}, at_default, {});
        return cursor;
    }
    /// The first of `words` that means `meaning`.
    template <class T> static Value word_for(const T& meaning, Words<T> words) {
        for (const auto& [word, means] : words)
            if (means == meaning) return text(std::string(word));
        return {};
    }

    /// A member that must be an object.
    Reader object(std::string_view key);
    /// A member that may be missing: then the Reader is not `present` and answers with defaults.
    Reader object_or_none(std::string_view key);
    /// The elements of an array; none if the member is missing (`need_array`: an error).
    std::vector<Cursor> array(std::string_view key);
    std::vector<Cursor> need_array(std::string_view key);

    /// Calls `visit(name, Reader)` for each member of the object at `key`, each of which must be
    /// an object itself, in the order of the file. None if the member is missing. For members
    /// that are no objects: `for (auto& [name, cursor] : reader.at(key).members())`.
    template <class Visit> void each_member(std::string_view key, Visit visit) {
        for (auto& [name, cursor] : at(key).is_a(ReadMember::Kind::container).members())
            visit(name, cursor.is_a(ReadMember::Kind::part).object());
    }
    /// Calls `visit(Reader)` for each element of the array at `key`, which must be objects.
    template <class Visit> void each_object(std::string_view key, Visit visit) {
        for (const Cursor& cursor : at(key).is_a(ReadMember::Kind::container).array())
            visit(cursor.is_a(ReadMember::Kind::part).object());
    }

    /// An error about the member `key`, at its value (or at this object, if it is missing). Silent
    /// where there is no object.
    void error(std::string_view key, std::string found, std::string expected = {},
               std::string suggestion = {}) const;
    /// An error about this object.
    void error(std::string found) const {
        if (object_.present()) object_.error(std::move(found));
    }

    /// Refuses every member that nobody asked for. Does nothing when called again.
    void finish();
    /// Asks no more: unknown members of this object are not refused.
    void ignore_rest() { finished_ = true; }

private:
    static void log_setting(const Cursor& cursor, const Remark& remark, bool at_default,
                            std::optional<Value> otherwise);

    Cursor object_;
    std::vector<std::string> known_;
    std::vector<std::string> aside_;
    bool finished_ = false;
};

}  // namespace mqfate::scenarios
