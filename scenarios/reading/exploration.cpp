#include "scenarios/reading/exploration.hpp"

#include "sim/explore/world/budget.hpp"

namespace mqfate::scenarios {
namespace {

void read_budget(Reader& reader, std::string_view key, std::optional<std::uint8_t>& target) {
    if (!reader.has(key)) return;
    target = reader.integer<std::uint8_t>(key, {.min = 0, .max = most_of_a_budget});
}

template <class T>
void read_bound(Reader& reader, std::string_view key, std::optional<T>& target, std::int64_t most) {
    if (reader.has(key)) target = reader.integer<T>(key, {.min = 1, .max = most});
}

}  // namespace

Exploration read_exploration(Reader explore) {
    Exploration read;
    read_bound(explore, "messages", read.messages, 10'000);
    read_budget(explore, "crashes", read.crashes);
    read_budget(explore, "losses", read.losses);
    read_budget(explore, "duplicates", read.duplicates);
    read_budget(explore, "retries", read.retries);
    if (explore.at("deviations").is(Value::Kind::string) &&
        explore.at("deviations").value()->text == "all")
        read.deviations = Budget::all;
    else
        read_budget(explore, "deviations", read.deviations);
    read_bound(explore, "depth", read.depth, 1'000'000);
    read_bound(explore, "states", read.states, 4'000'000'000);
    read_bound(explore, "seconds", read.seconds, 10'000'000);
    if (explore.has("memory"))
        read.memory = static_cast<std::uint64_t>(
            explore.bytes("memory", {.min = 1'000'000, .max = 1'000'000'000'000}));
    read.idle_timers = explore.boolean_or("idle_timers", false);
    read.from_the_start = explore.boolean_or("from_the_start", false);
    read.symmetry = explore.boolean_or("symmetry", true);
    read.partial_order = explore.boolean_or("partial_order", true);
    for (const Cursor& name : explore.array("properties")) {
        const std::string text = name.string();
        if (!text.empty()) read.properties.push_back(text);
    }
    return read;
}

Exploration combined(const Exploration& over, const Exploration& under) {
    Exploration all = under;
    const auto take = [](auto& target, const auto& said) {
        if (said) target = said;
    };
    take(all.messages, over.messages);
    take(all.crashes, over.crashes);
    take(all.losses, over.losses);
    take(all.duplicates, over.duplicates);
    take(all.retries, over.retries);
    take(all.deviations, over.deviations);
    take(all.depth, over.depth);
    take(all.states, over.states);
    take(all.seconds, over.seconds);
    take(all.memory, over.memory);
    all.idle_timers = all.idle_timers || over.idle_timers;
    all.from_the_start = all.from_the_start || over.from_the_start;
    all.symmetry = all.symmetry && over.symmetry;
    all.partial_order = all.partial_order && over.partial_order;
    if (!over.properties.empty()) all.properties = over.properties;
    return all;
}

}  // namespace mqfate::scenarios
