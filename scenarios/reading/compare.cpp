#include "scenarios/reading/compare.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/input/pointer.hpp"

namespace mqfate::scenarios {
namespace {

constexpr std::size_t most_rows = 2'000;

std::string label_of(const Value& value) {
    return value.is(Value::Kind::string) ? value.text : compact(value);
}

/// One value of an axis with `pointers` pointers: the value itself, or a list of as many.
AxisValue axis_value(const Cursor& cursor, std::string label, std::size_t pointers) {
    AxisValue value{std::move(label), {}};
    if (pointers == 1) {
        value.values.push_back(*cursor.value());
        return value;
    }
    const std::vector<Cursor> parts = cursor.array();
    if (parts.size() != pointers)
        cursor.error("not as many values as the axis has pointers",
                     "a list of " + std::to_string(pointers));
    for (const Cursor& part : parts) value.values.push_back(*part.value());
    value.values.resize(pointers);
    return value;
}

Axis read_axis(Reader axis) {
    Axis result;
    for (const Cursor& pointer : axis.need("at").one_or_more()) {
        result.pointers.push_back(pointer.string());
        if (!split(result.pointers.back()))
            pointer.error("no JSON Pointer", "as in \"/kafka/producers/shop/config/acks\"");
    }
    if (result.pointers.empty()) result.pointers.emplace_back();
    const std::string& first = result.pointers.front();
    result.name = axis.string_or("name", first.substr(first.rfind('/') + 1));
    const Cursor values = axis.need("values");
    if (values.is(Value::Kind::object)) {
        for (const auto& [label, cursor] : values.members())
            result.values.push_back(axis_value(cursor, label, result.pointers.size()));
    } else {
        for (const Cursor& cursor : values.array())
            result.values.push_back(
                axis_value(cursor, label_of(*cursor.value()), result.pointers.size()));
    }
    if (values.present() && result.values.empty()) axis.error("values", "no value", "at least one");
    return result;
}

void read_exclusion(const Cursor& cursor, Comparison& comparison) {
    std::vector<std::pair<std::string, std::string>> exclusion;
    std::vector<std::string> names;
    for (const Axis& axis : comparison.axes) names.push_back(axis.name);
    for (const auto& [name, value] : cursor.members()) {
        const auto axis = std::find(names.begin(), names.end(), name);
        if (axis == names.end()) {
            value.error("no axis is called " + in_quotes(name), "one of: " + joined(names),
                        nearest(name, names));
            continue;
        }
        std::vector<std::string> labels;
        for (const AxisValue& v :
             comparison.axes[static_cast<std::size_t>(axis - names.begin())].values)
            labels.push_back(v.label);
        const std::string label = label_of(*value.value());
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            value.error("the axis has no value " + in_quotes(label), "one of: " + joined(labels),
                        nearest(label, labels));
        exclusion.emplace_back(name, label);
    }
    comparison.exclude.push_back(std::move(exclusion));
}

bool excluded(const std::vector<std::pair<std::string, std::string>>& set,
              const Comparison& comparison) {
    return std::any_of(
        comparison.exclude.begin(), comparison.exclude.end(), [&](const auto& exclusion) {
            return std::all_of(exclusion.begin(), exclusion.end(), [&](const auto& pair) {
                return std::find(set.begin(), set.end(), pair) != set.end();
            });
        });
}

}  // namespace

Comparison read_comparison(Reader compare) {
    Comparison comparison;
    if (!compare.present()) return comparison;
    for (const Cursor& axis : compare.need_array("axes"))
        comparison.axes.push_back(read_axis(axis.object()));
    std::size_t rows = 1;
    for (const Axis& axis : comparison.axes) rows *= std::max<std::size_t>(axis.values.size(), 1);
    if (rows > most_rows)
        compare.error("axes", std::to_string(rows) + " combinations",
                      "at most " + std::to_string(most_rows));
    for (const Cursor& exclusion : compare.array("exclude")) read_exclusion(exclusion, comparison);
    return comparison;
}

tl::expected<std::vector<Row>, Errors> rows_of(const Document& document,
                                               const Comparison& comparison) {
    std::vector<Row> rows{{{}, document}};
    Errors errors(document.file());
    for (const Axis& axis : comparison.axes) {
        std::vector<Row> longer;
        for (const Row& row : rows)
            for (const AxisValue& value : axis.values) {
                Row next = row;
                next.set.emplace_back(axis.name, value.label);
                for (std::size_t i = 0; i < axis.pointers.size(); ++i) {
                    auto changed = replaced(next.document, axis.pointers[i], value.values[i]);
                    if (changed)
                        next.document = std::move(*changed);
                    else
                        errors.add(changed.error());
                }
                longer.push_back(std::move(next));
            }
        rows = std::move(longer);
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [&](const Row& row) { return excluded(row.set, comparison); }),
               rows.end());
    return rows;
}

}  // namespace mqfate::scenarios
