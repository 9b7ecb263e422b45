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
// Invariant: a Reader borrows; document and errors outlive it.
// Tested by: tests/scenarios/input/reader_test.cpp, broken_values_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/input/cursor.hpp"
#include "scenarios/input/document.hpp"

namespace mqfate::scenarios {

class Reader {
public:
    /// The root of a document; an error if it is no object.
    Reader(const Document& document, Errors& errors);
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
    /// The same, and its absence is an error.
    Cursor need(std::string_view key);
    /// Makes names known without looking: for "$schema" and texts that only people read.
    void allow(std::initializer_list<std::string_view> keys);
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
        return has(key) ? at(key).integer<T>(limits) : otherwise;
    }
    template <std::integral T = std::int64_t> T integer_or(std::string_view key, T otherwise) {
        return has(key) ? at(key).integer<T>() : otherwise;
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
    Delay delay_or(std::string_view key, Delay otherwise);
    bool boolean(std::string_view key);
    bool boolean_or(std::string_view key, bool otherwise);
    std::string string(std::string_view key);
    std::string string_or(std::string_view key, std::string otherwise);
    std::string number_or_string(std::string_view key);

    template <class T> T one_of(std::string_view key, Words<T> words) {
        return need(key).one_of<T>(words);
    }
    template <class T> T one_of_or(std::string_view key, T otherwise, Words<T> words) {
        return has(key) ? at(key).one_of<T>(words) : otherwise;
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
        for (auto& [name, cursor] : at(key).members()) visit(name, cursor.object());
    }
    /// Calls `visit(Reader)` for each element of the array at `key`, which must be objects.
    template <class Visit> void each_object(std::string_view key, Visit visit) {
        for (const Cursor& cursor : array(key)) visit(cursor.object());
    }

    /// An error about the member `key`, at its value (or at this object, if it is missing). Silent
    /// where there is no object.
    void error(std::string_view key, std::string found, std::string expected = {},
               std::string suggestion = {}) const;
    /// An error about this object.
    void error(std::string found) const { object_.error(std::move(found)); }

    /// Refuses every member that nobody asked for. Does nothing when called again.
    void finish();
    /// Asks no more: unknown members of this object are not refused.
    void ignore_rest() { finished_ = true; }

private:
    Cursor object_;
    std::vector<std::string> known_;
    bool finished_ = false;
};

}  // namespace mqfate::scenarios
