#include "scenarios/input/layout.hpp"

namespace mqfate::scenarios {
namespace {

std::string in_json(const std::string& text) {
    Value value;
    value.kind = Value::Kind::string;
    value.text = text;
    return compact(value);
}

/// On one line, with a space after each comma and colon.
std::string on_a_line(const Value& value) {
    std::string text;
    if (value.is(Value::Kind::array)) {
        for (const Value& item : value.items) text += (text.empty() ? "" : ", ") + on_a_line(item);
        return '[' + text + ']';
    }
    if (!value.is(Value::Kind::object)) return compact(value);
    for (const Member& member : value.members)
        text += (text.empty() ? "" : ", ") + in_json(member.name) + ": " + on_a_line(member.value);
    return '{' + text + '}';
}

/// `begun`: how many columns of the line are taken before the value; one is kept for a comma.
void lay_out(const Value& value, std::size_t indent, std::size_t begun, std::size_t columns,
             std::string& text) {
    const bool is_whole = indent == 0 && value.is(Value::Kind::object);
    const std::string line = on_a_line(value);
    const bool is_empty = value.items.empty() && value.members.empty();
    if (is_empty || (!is_whole && begun + line.size() + 1 <= columns)) {
        text += line;
        return;
    }
    const std::string space(indent + 2, ' ');
    std::string line_end = "\n";
    text += value.is(Value::Kind::array) ? '[' : '{';
    for (const Value& item : value.items) {
        text.append(line_end).append(space);
        lay_out(item, indent + 2, space.size(), columns, text);
        line_end = ",\n";
    }
    for (const Member& member : value.members) {
        const std::string name = in_json(member.name) + ": ";
        text.append(line_end).append(space).append(name);
        lay_out(member.value, indent + 2, space.size() + name.size(), columns, text);
        line_end = ",\n";
    }
    text += "\n" + std::string(indent, ' ') + (value.is(Value::Kind::array) ? ']' : '}');
}

}  // namespace

std::string laid_out(const Value& value, std::size_t columns) {
    std::string text;
    lay_out(value, 0, 0, columns, text);
    return text + "\n";
}

}  // namespace mqfate::scenarios
