#include "scenarios/input/delay_forms.hpp"

#include <algorithm>
#include <array>

#include "scenarios/input/quantities.hpp"
#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {
namespace {

constexpr IntegerLimits phase_limits{.min = 1, .max = 1'000};
constexpr IntegerLimits weight_limits{.min = 0, .max = 1'000'000};
constexpr std::size_t most_parts = 1'000;

Delay uniform(const Cursor& cursor) {
    const std::vector<Cursor> ends = cursor.array();
    if (ends.size() != 2) {
        if (cursor.is(Value::Kind::array)) {
            cursor.error("found a list of " + std::to_string(ends.size()),
                         "two durations, the least and the most");
        }
        return {};
    }
    const std::size_t before = cursor.errors().count();
    const Duration low = ends[0].duration();
    const Duration high = ends[1].duration();
    if (low <= high) return Delay::uniform(low, high);
    if (cursor.errors().count() == before) {
        cursor.error("the least, " + to_text(low) + ", is above the most, " + to_text(high),
                     "the smaller one first");
    }
    return {};
}

Delay erlang(const Cursor& cursor) {
    Reader reader = cursor.object();
    const auto phases = reader.integer<std::uint32_t>("k", phase_limits);
    const Duration mean = reader.duration("mean");
    return reader.present() ? Delay::erlang(phases, mean) : Delay{};
}

/// The given points of a table in rising order of shares; none if one of them is wrong.
std::vector<std::pair<Delay::Point, Cursor>> sorted_points(const Cursor& cursor) {
    const std::size_t before = cursor.errors().count();
    std::vector<std::pair<Delay::Point, Cursor>> points;
    for (const auto& [share, at] : cursor.members()) {
        const auto ratio = parse_ratio(share);
        if (!ratio) at.error(ratio.error(), "a share from 0 to 1 as the name, such as \"0.99\"");
        points.push_back({{ratio.value_or(Ratio{}), at.duration()}, at});
    }
    if (cursor.errors().count() > before) return {};
    const auto less = [](const auto& a, const auto& b) {
        const Ratio left = a.first.share;
        const Ratio right = b.first.share;
        const std::uint64_t left_part = std::uint64_t{left.numerator} * right.denominator;
        const std::uint64_t right_part = std::uint64_t{right.numerator} * left.denominator;
        if (left_part != right_part) return left_part < right_part;
        return a.second.place() < b.second.place();
    };
    std::sort(points.begin(), points.end(), less);
    return points;
}

Delay quantiles(const Cursor& cursor) {
    const std::size_t before = cursor.errors().count();
    const auto points = sorted_points(cursor);
    if (cursor.errors().count() > before) return {};
    if (points.empty() || !points.back().first.share.is_one()) {
        if (cursor.is(Value::Kind::object)) {
            cursor.error("the table has no end", "a member \"1\" with the longest delay");
        }
        return {};
    }
    Delay delay;
    delay.kind = Delay::Kind::quantiles;
    if (!points.front().first.share.is_zero()) delay.points.push_back({});
    for (const auto& [point, at] : points) {
        const Delay::Point last = delay.points.empty() ? point : delay.points.back();
        if (!delay.points.empty() && last.share == point.share) {
            at.error("this share stands twice", "each share once");
        } else if (last.at > point.at) {
            at.error("found " + to_text(point.at) + ", less than " + to_text(last.at) +
                         " at a smaller share",
                     "durations that rise with the share");
        } else {
            delay.points.push_back(point);
        }
    }
    return cursor.errors().count() > before ? Delay{} : delay;
}

Delay mix(const Cursor& cursor) {
    const std::size_t before = cursor.errors().count();
    Delay delay;
    delay.kind = Delay::Kind::mix;
    std::uint64_t total = 0;
    const std::vector<Cursor> parts = cursor.array();
    if (parts.size() > most_parts) {
        cursor.error("found a list of " + std::to_string(parts.size()),
                     "at most " + std::to_string(most_parts));
        return {};
    }
    for (const Cursor& part : parts) {
        const std::vector<Cursor> pair = part.array();
        if (pair.size() == 2) {
            const auto weight = pair[0].integer<std::uint32_t>(weight_limits);
            delay.parts.emplace_back(weight, pair[1].delay());
            total += weight;
        } else if (part.is(Value::Kind::array)) {
            part.error("found a list of " + std::to_string(pair.size()), "a weight and a delay");
        }
    }
    if (cursor.errors().count() > before) return {};
    if (total > 0) return delay;
    if (cursor.is(Value::Kind::array)) {
        cursor.error("the weights add up to 0", "at least one part, with a weight above 0");
    }
    return {};
}

Delay at_least(Reader& reader) {
    const Duration least = reader.duration("at_least");
    Delay delay = reader.has("plus") ? reader.delay("plus") : Delay{};
    delay.at_least += least;
    return delay;
}

struct Form {
    std::string_view name;
    Delay (*read)(const Cursor&);
};

constexpr std::array<Form, 6> forms{{
    {"constant", [](const Cursor& c) { return Delay::constant(c.duration()); }},
    {"uniform", uniform},
    {"exponential", [](const Cursor& c) { return Delay::exponential(c.duration()); }},
    {"erlang", erlang},
    {"quantiles", quantiles},
    {"mix", mix},
}};

Delay read_object(const Cursor& cursor) {
    Reader reader = cursor.object();
    Delay delay;
    std::size_t found = 0;
    if (reader.has("at_least")) {
        delay = at_least(reader);
        ++found;
    }
    for (const Form& form : forms) {
        if (!reader.has(form.name)) continue;
        if (++found == 1) delay = form.read(reader.at(form.name));
    }
    const std::size_t before = reader.errors().count();
    reader.finish();
    const bool unknown = reader.errors().count() > before;
    if (found > 1) {
        cursor.error("found " + std::to_string(found) + " forms of a delay in one object",
                     "one form; a fixed part and another go as \"at_least\" and \"plus\"");
    } else if (found == 0 && !unknown) {
        cursor.error("found " + describe(*cursor.value()), "one form of a delay");
    }
    return delay;
}

}  // namespace

Delay read_delay(const Cursor& cursor) {
    if (!cursor.present()) return {};
    if (cursor.is(Value::Kind::object)) return read_object(cursor);
    return Delay::constant(cursor.duration());
}

}  // namespace mqfate::scenarios
