#include "scenarios/input/edits.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/input/pointer.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::scenarios {
namespace {

void remove(Value& root, const std::string& pointer) {
    const std::string above = pointer.substr(0, pointer.rfind('/'));
    const std::string name = split(pointer)->back();
    const Value* found = value_at(root, above);
    ENSURE(found != nullptr && step(*found, name) != nullptr, "there is something to leave out");
    Value parent = *found;
    if (parent.is(Value::Kind::array))
        parent.items.erase(parent.items.begin() + std::stol(name));
    else
        std::erase_if(parent.members, [&](const Member& member) { return member.name == name; });
    root = above.empty() ? std::move(parent) : with(root, above, parent);
}

/// The places of members and elements on the way to `pointer`.
std::vector<std::size_t> way_to(const Value& root, const std::string& pointer) {
    std::vector<std::size_t> way;
    const Value* value = &root;
    const auto names = split(pointer);
    for (const std::string& name : *names) {
        const Value* next = step(*value, name);
        ENSURE(next != nullptr, "what is pointed at is there");
        std::size_t place = 0;
        if (value->is(Value::Kind::array))
            place = static_cast<std::size_t>(next - value->items.data());
        else
            while (&value->members[place].value != next) ++place;
        way.push_back(place);
        value = next;
    }
    return way;
}

}  // namespace

Pointers in_order_of(const Value& root, Pointers pointers) {
    std::sort(pointers.begin(), pointers.end(),
              [&](const auto& a, const auto& b) { return way_to(root, a) < way_to(root, b); });
    return pointers;
}

const Value* value_at(const Value& root, const std::string& pointer) {
    const auto names = split(pointer);
    ENSURE(names.has_value(), "a JSON Pointer");
    const Value* value = &root;
    for (const std::string& name : *names)
        if (value != nullptr) value = step(*value, name);
    return value;
}

Value with(const Value& root, const std::string& pointer, const Value& value) {
    ENSURE(value_at(root, pointer) != nullptr, "there is something to replace");
    return replaced(Document("changed", root), pointer, value, Missing::last_only)->root();
}

Value without(const Value& root, const Pointers& pointers, const Pointers& containers) {
    Value less = root;
    for (auto pointer = pointers.rbegin(); pointer != pointers.rend(); ++pointer)
        remove(less, *pointer);
    for (auto container = containers.rbegin(); container != containers.rend(); ++container) {
        const Value* value = value_at(less, *container);
        if (value != nullptr && value->members.empty() && value->items.empty())
            remove(less, *container);
    }
    return less;
}

}  // namespace mqfate::scenarios
