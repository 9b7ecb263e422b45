#include "scenarios/shrinking/parts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "scenarios/input/pointer.hpp"
#include "sim/base/check.hpp"

namespace mqfate::scenarios {
namespace {

const Value* at(const Value& root, std::string_view pointer) {
    const auto names = split(pointer);
    const Value* value = &root;
    for (const std::string& name : *names)
        if (value != nullptr) value = step(*value, name);
    return value;
}

/// Pointers to the members of the object at `pointer`; none if there is no such object.
Pointers members_at(const Value& root, const std::string& pointer) {
    Pointers all;
    if (const Value* object = at(root, pointer))
        for (const Member& member : object->members) all.push_back(child(pointer, member.name));
    return all;
}
void append(Pointers& all, const Pointers& more) {
    all.insert(all.end(), more.begin(), more.end());
}
std::string last_name(const std::string& pointer) { return split(pointer)->back(); }

/// The members of all members of the object at `pointer`, those of their "config" included.
Pointers settings_of_each(const Value& root, const std::string& pointer) {
    Pointers all;
    for (const std::string& one : members_at(root, pointer))
        for (const std::string& member : members_at(root, one)) {
            const std::string name = last_name(member);
            if (name == "config")
                append(all, members_at(root, member));
            else if (name != "messages")
                all.push_back(member);
        }
    return all;
}

void remove(Value& root, const std::string& pointer) {
    const std::string above = pointer.substr(0, pointer.rfind('/'));
    const std::string name = last_name(pointer);
    const Value* found = at(root, above);
    CHECK(found != nullptr && step(*found, name) != nullptr, "there is something to leave out");
    Value parent = *found;
    if (parent.is(Value::Kind::array))
        parent.items.erase(parent.items.begin() + std::stol(name));
    else
        std::erase_if(parent.members, [&](const Member& member) { return member.name == name; });
    root = above.empty() ? std::move(parent) : with(root, above, parent);
}

/// Containers that a scenario need not have, the inner ones first.
Pointers containers_of(const Value& root) {
    Pointers all;
    for (const char* clients : {"/kafka/producers", "/kafka/consumers"})
        for (const std::string& client : members_at(root, clients))
            all.push_back(child(client, "config"));
    append(all, {"/kafka/consumers", "/kafka/broker_config", "/network/racks", "/network/links",
                 "/network", "/disk/writeback", "/disk", "/limits", "/faults"});
    return all;
}

/// What has a default and is no setting of the real system, with that default as a file has it.
bool is_default(const std::string& pointer, const Value& value) {
    using Pair = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<Pair, 9> defaults{{{"brokers", "3"},
                                                   {"partitions", "1"},
                                                   {"replication.factor", "3"},
                                                   {"every", "\"1ms\""},
                                                   {"message_size", "100"},
                                                   {"commit", "\"after_processing\""},
                                                   {"commit_every", "0"},
                                                   {"work", "\"0\""},
                                                   {"transport", "\"connection\""}}};
    const std::string name = last_name(pointer);
    const std::string text = compact(value);
    if (name == "topic") return true;  // it says where, not how
    return std::find(defaults.begin(), defaults.end(), Pair{name, text}) != defaults.end();
}

}  // namespace

Pointers parts_of(const Value& root) {
    Pointers all;
    for (const char* object :
         {"/kafka/producers", "/kafka/consumers", "/kafka/topics", "/network/racks"})
        append(all, members_at(root, object));
    if (const Value* links = at(root, "/network/links"))
        for (std::size_t i = 0; i < links->items.size(); ++i)
            all.push_back(child("/network/links", i));
    if (at(root, "/swarm") != nullptr) all.emplace_back("/swarm");
    return all;
}

Pointers settings_of(const Value& root) {
    Pointers all;
    for (const char* one : {"/kafka/brokers", "/kafka/replication_rules"})
        if (at(root, one) != nullptr) all.emplace_back(one);
    append(all, members_at(root, "/kafka/broker_config"));
    for (const char* several : {"/kafka/topics", "/kafka/producers", "/kafka/consumers"})
        append(all, settings_of_each(root, several));
    for (const char* object : {"/network", "/disk", "/disk/writeback", "/limits"})
        for (const std::string& member : members_at(root, object)) {
            const std::string name = last_name(member);
            if (name != "racks" && name != "links" && name != "writeback") all.push_back(member);
        }
    return all;
}

Pointers message_counts_of(const Value& root) {
    Pointers all;
    for (const std::string& producer : members_at(root, "/kafka/producers"))
        all.push_back(child(producer, "messages"));
    return all;
}

Value without(const Value& root, const Pointers& pointers) {
    Value less = root;
    for (auto pointer = pointers.rbegin(); pointer != pointers.rend(); ++pointer)
        remove(less, *pointer);
    for (const std::string& container : containers_of(less)) {
        const Value* value = at(less, container);
        if (value != nullptr && value->members.empty() && value->items.empty())
            remove(less, container);
    }
    return less;
}

Value with(const Value& root, const std::string& pointer, const Value& value) {
    CHECK(at(root, pointer) != nullptr, "there is something to replace");
    return replaced(Document("changed", root), pointer, value, Missing::last_only)->root();
}

Value number(std::uint64_t n) {
    Value value;
    value.kind = Value::Kind::number;
    value.text = std::to_string(n);
    return value;
}

Value text(std::string words) {
    Value value;
    value.kind = Value::Kind::string;
    value.text = std::move(words);
    return value;
}

ScenarioSize size_of(const Value& root, const Scenario& scenario) {
    ScenarioSize size;
    size.messages = scenario.plan.messages;
    size.faults = scenario.fault_texts.size();
    size.settings = scenario.changed.size();
    // Settings of the real system are in `changed` if they are: its names are those with a dot, and
    // what stands in a "config".
    for (const std::string& pointer : settings_of(root)) {
        const std::string name = last_name(pointer);
        const bool real = pointer.find("/config/") != std::string::npos ||
                          pointer.starts_with("/kafka/broker_config/") ||
                          name == "replication_rules" ||
                          (name.find('.') != std::string::npos && name != "replication.factor");
        if (!real && !is_default(pointer, *at(root, pointer))) ++size.settings;
    }
    return size;
}

}  // namespace mqfate::scenarios
