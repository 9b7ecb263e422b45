#include "scenarios/input/pointer.hpp"

#include <algorithm>
#include <charconv>

namespace mqfate::scenarios {
namespace {

std::optional<std::string> unescaped(std::string_view part) {
    std::string name;
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] != '~') {
            name += part[i];
            continue;
        }
        if (++i == part.size() || (part[i] != '0' && part[i] != '1')) return std::nullopt;
        name += part[i] == '0' ? '~' : '/';
    }
    return name;
}

/// RFC 6901, section 4: digits without a leading zero.
std::optional<std::size_t> as_index(std::string_view name) {
    if (name.empty() || (name.size() > 1 && name.front() == '0')) return std::nullopt;
    std::size_t value = 0;
    const char* end = name.data() + name.size();
    const auto [stop, status] = std::from_chars(name.data(), end, value);
    if (status != std::errc{} || stop != end) return std::nullopt;
    return value;
}

std::vector<std::string> member_names(const Value& value) {
    std::vector<std::string> names;
    for (const Member& member : value.members) names.push_back(member.name);
    return names;
}

/// Why `name` leads nowhere from `parent`, whose pointer is `at`.
InputError no_way(const Value& parent, const std::string& at, const std::string& name) {
    InputError error{.line = parent.place.line, .column = parent.place.column};
    const std::string here = at.empty() ? "the document" : at;
    if (parent.is(Value::Kind::object)) {
        const std::vector<std::string> names = member_names(parent);
        error.message = here + " has no member " + in_quotes(name);
        error.suggestion = nearest(name, names);
        if (!names.empty()) error.expected = "one of " + joined(names);
    } else if (parent.is(Value::Kind::array)) {
        error.message = here + " is a list of " + std::to_string(parent.items.size()) +
                        " and has no element " + in_quotes(name);
        if (!parent.items.empty()) {
            error.expected = "an index from 0 to " + std::to_string(parent.items.size() - 1);
        }
    } else {
        error.message = here + " is " + describe(parent) + " and has no member " + in_quotes(name);
        error.expected = "an object or a list";
    }
    return error;
}

Value* writable_step(Value& parent, const std::string& name) {
    return const_cast<Value*>(step(parent, name));  // `parent` is ours to change.
}

}  // namespace

std::string child(std::string_view pointer, std::string_view name) {
    std::string result(pointer);
    result += '/';
    for (const char c : name) {
        if (c == '~')
            result += "~0";
        else if (c == '/')
            result += "~1";
        else
            result += c;
    }
    return result;
}

std::string child(std::string_view pointer, std::size_t index) {
    return child(pointer, std::to_string(index));
}

std::optional<std::vector<std::string>> split(std::string_view pointer) {
    std::vector<std::string> names;
    while (!pointer.empty()) {
        if (pointer.front() != '/') return std::nullopt;
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const auto name = unescaped(pointer.substr(1, end - 1));
        if (!name) return std::nullopt;
        names.push_back(*name);
        pointer.remove_prefix(end);
    }
    return names;
}

const Value* step(const Value& parent, std::string_view name) {
    if (parent.is(Value::Kind::object)) return parent.find(name);
    if (!parent.is(Value::Kind::array)) return nullptr;
    const auto index = as_index(name);
    return index && *index < parent.items.size() ? &parent.items[*index] : nullptr;
}

tl::expected<Document, InputError> replaced(const Document& document, std::string_view pointer,
                                            const Value& value, Missing missing) {
    const auto fail = [&](InputError error) {
        error.file = document.file();
        error.pointer = pointer;
        return tl::unexpected(std::move(error));
    };
    const auto names = split(pointer);
    if (!names) {
        return fail({.message = in_quotes(pointer) + " is no JSON Pointer",
                     .expected = "a path such as \"/kafka/brokers\""});
    }
    if (names->size() > Document::max_depth) return fail({.message = "the pointer is too long"});
    Value root = document.root();
    Value* at = &root;
    std::string so_far;
    for (std::size_t i = 0; i < names->size(); ++i) {
        const std::string& name = (*names)[i];
        Value* next = writable_step(*at, name);
        if (next == nullptr) {
            const bool may_create = missing == Missing::create || i + 1 == names->size();
            if (!may_create || !at->is(Value::Kind::object)) return fail(no_way(*at, so_far, name));
            Value object;
            object.kind = Value::Kind::object;
            object.place = value.place;
            next = &at->members.emplace_back(Member{name, value.place, std::move(object)}).value;
        }
        at = next;
        so_far = child(so_far, name);
    }
    *at = value;
    return Document(document.file(), std::move(root));
}

}  // namespace mqfate::scenarios
