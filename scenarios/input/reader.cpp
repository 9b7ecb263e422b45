#include "scenarios/input/reader.hpp"

#include <algorithm>

#include "scenarios/input/pointer.hpp"

namespace mqfate::scenarios {
namespace {

/// The cursor if it stands on an object; else an error and a cursor on nothing.
Cursor object_or_nothing(const Cursor& cursor) {
    if (cursor.is(Value::Kind::object)) return cursor;
    cursor.error("found " + describe(*cursor.value()), "an object");
    return {nullptr, cursor.pointer(), cursor.errors()};
}

constexpr auto contains = [](const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
};

}  // namespace

Reader::Reader(const Document& document, Errors& errors, ReadingLog* log)
    : object_(object_or_nothing(Cursor(&document.root(), "", errors, log))) {}

Reader::Reader(Reader&& other) noexcept
    : object_(std::move(other.object_)),
      known_(std::move(other.known_)),
      aside_(std::move(other.aside_)),
      finished_(std::exchange(other.finished_, true)) {}

Cursor Reader::at(std::string_view key) {
    allow({key});
    return peek(key);
}

Cursor Reader::peek(std::string_view key) const {
    const Value* value = object_.present() ? object_.value()->find(key) : nullptr;
    Cursor cursor = object_.to(value, child(object_.pointer(), key));
    return contains(aside_, key) ? cursor.unlogged() : cursor;
}

bool Reader::has(std::string_view key) { return at(key).present(); }

Cursor Reader::need(std::string_view key) {
    Cursor cursor = at(key);
    if (!cursor.present() && object_.present()) {
        error(key, in_quotes(key) + " is missing");
    }
    return cursor;
}

void Reader::allow(std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
        if (!contains(known_, key)) known_.emplace_back(key);
}

void Reader::aside(std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        const Value* value = object_.present() ? object_.value()->find(key) : nullptr;
        object_.to(value, child(object_.pointer(), key)).is_a(ReadMember::Kind::aside);
        aside_.emplace_back(key);
    }
}

std::vector<std::string> Reader::names() const {
    std::vector<std::string> result;
    if (!object_.present()) return result;
    for (const Member& member : object_.value()->members) result.push_back(member.name);
    return result;
}

Duration Reader::duration(std::string_view key, DurationLimits limits) {
    return need(key).duration(limits);
}
Duration Reader::duration_or(std::string_view key, Duration otherwise, DurationLimits limits) {
    return setting(key, otherwise, [&](const Cursor& c) { return c.duration(limits); });
}
Duration Reader::duration_ms(std::string_view key, DurationLimits limits) {
    return need(key).duration_ms(limits);
}
Duration Reader::duration_ms_or(std::string_view key, Duration otherwise, DurationLimits limits) {
    return setting(
        key, otherwise, [&](const Cursor& c) { return c.duration_ms(limits); }, {}, written_ms);
}
std::int64_t Reader::bytes(std::string_view key, IntegerLimits limits) {
    return need(key).bytes(limits);
}
std::int64_t Reader::bytes_or(std::string_view key, std::int64_t otherwise, IntegerLimits limits) {
    return setting(key, otherwise, [&](const Cursor& c) { return c.bytes(limits); });
}
Ratio Reader::ratio(std::string_view key) { return need(key).ratio(); }
Ratio Reader::ratio_or(std::string_view key, Ratio otherwise) {
    return setting(key, otherwise, [](const Cursor& c) { return c.ratio(); });
}
Delay Reader::delay(std::string_view key) { return need(key).delay(); }
Delay Reader::delay_or(std::string_view key, const Delay& otherwise) {
    return setting(key, otherwise, [](const Cursor& c) { return c.delay(); });
}
bool Reader::boolean(std::string_view key) { return need(key).boolean(); }
bool Reader::boolean_or(std::string_view key, bool otherwise) {
    return setting(key, otherwise, [](const Cursor& c) { return c.boolean(); });
}
std::string Reader::string(std::string_view key) { return need(key).string(); }
std::string Reader::string_or(std::string_view key, const std::string& otherwise) {
    return setting(key, otherwise, [](const Cursor& c) { return c.string(); });
}
std::string Reader::number_or_string(std::string_view key) { return need(key).number_or_string(); }

Reader Reader::object(std::string_view key) { return need(key).object(); }
Reader Reader::object_or_none(std::string_view key) {
    return at(key).is_a(ReadMember::Kind::container).object();
}
std::vector<Cursor> Reader::array(std::string_view key) { return at(key).array(); }
std::vector<Cursor> Reader::need_array(std::string_view key) { return need(key).array(); }

void Reader::log_setting(const Cursor& cursor, const Remark& remark, bool at_default,
                         std::optional<Value> otherwise) {
    if (!cursor.logs()) return;
    std::optional<std::uint64_t> least;
    if (remark.least) least = static_cast<std::uint64_t>(*remark.least);
    cursor.log({.kind = ReadMember::Kind::setting,
                .pointer = {},
                .owner = std::string(remark.owner),
                .value = compact(*cursor.value()),
                .at_default = at_default,
                .otherwise = std::move(otherwise),
                .least = least});
}

void Reader::error(std::string_view key, std::string found, std::string expected,
                   std::string suggestion) const {
    if (!object_.present()) return;  // that there is none was told, or is allowed
    const Value* value = object_.present() ? object_.value()->find(key) : nullptr;
    const Place place = value != nullptr ? value->place : object_.place();
    errors().add(place, child(object_.pointer(), key), std::move(found), std::move(expected),
                 std::move(suggestion));
}

void Reader::finish() {
    if (std::exchange(finished_, true) || !object_.present()) return;
    for (const Member& member : object_.value()->members) {
        if (contains(known_, member.name)) continue;
        errors().add(member.place, child(object_.pointer(), member.name),
                     "unknown setting " + in_quotes(member.name),
                     known_.empty() ? "no settings here" : "one of " + joined(known_),
                     nearest(member.name, known_));
    }
}

}  // namespace mqfate::scenarios
