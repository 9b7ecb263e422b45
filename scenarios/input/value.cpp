#include "scenarios/input/value.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/input/errors.hpp"

namespace mqfate::scenarios {
namespace {

std::string escaped(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

const Value* Value::find(std::string_view name) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.name == name; });
    return found == members.end() ? nullptr : &found->value;
}

std::string describe(const Value& value) {
    switch (value.kind) {
        case Value::Kind::null: return "null";
        case Value::Kind::boolean: return value.flag ? "true" : "false";
        case Value::Kind::number: {
            const std::string shown = in_quotes(value.text);
            return shown.substr(1, shown.size() - 2);
        }
        case Value::Kind::string: return in_quotes(value.text);
        case Value::Kind::array: return value.items.empty() ? "an empty list" : "a list";
        case Value::Kind::object: return value.members.empty() ? "an empty object" : "an object";
    }
    return {};
}

std::string compact(const Value& value) {
    std::string text;
    switch (value.kind) {
        case Value::Kind::null: return "null";
        case Value::Kind::boolean: return value.flag ? "true" : "false";
        case Value::Kind::number: return value.text;
        case Value::Kind::string: return escaped(value.text);
        case Value::Kind::array:
            for (const Value& item : value.items) text += (text.empty() ? "" : ",") + compact(item);
            return '[' + text + ']';
        case Value::Kind::object:
            for (const Member& member : value.members) {
                text +=
                    (text.empty() ? "" : ",") + escaped(member.name) + ':' + compact(member.value);
            }
            return '{' + text + '}';
    }
    return text;
}

bool same(const Value& a, const Value& b) {
    if (a.kind != b.kind || a.flag != b.flag || a.text != b.text) return false;
    if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!same(a.items[i], b.items[i])) return false;
    }
    return std::all_of(a.members.begin(), a.members.end(), [&](const Member& member) {
        const Value* other = b.find(member.name);
        return other != nullptr && same(member.value, *other);
    });
}

}  // namespace mqfate::scenarios
