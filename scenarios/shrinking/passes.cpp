#include "scenarios/shrinking/passes.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "scenarios/input/pointer.hpp"
#include "scenarios/shrinking/fault_forms.hpp"
#include "scenarios/shrinking/parts.hpp"
#include "sim/run/shrink.hpp"

namespace mqfate::scenarios {
namespace {

constexpr int most_rounds = 8;     ///< chosen: three or four change something
constexpr int most_forms = 30;     ///< chosen: of one fault, one after the other
constexpr int most_halvings = 20;  ///< from an hour to a few milliseconds

constexpr std::array<std::string_view, 4> verbs_of_rules{"drop", "reset", "duplicate", "delay"};

bool is_rule(const Value& fault) {
    return std::any_of(verbs_of_rules.begin(), verbs_of_rules.end(),
                       [&](std::string_view verb) { return fault.find(verb) != nullptr; });
}

const std::vector<Value>& faults_of(const Value& root) {
    static const std::vector<Value> none;
    const Value* faults = root.find("faults");
    return faults == nullptr ? none : faults->items;
}

std::uint64_t count_at(const Value& root, const std::string& pointer) {
    const Document candidate("candidate", root);
    const Value* value = candidate.find(pointer);
    const auto n = value == nullptr ? 1 : std::strtoull(value->text.c_str(), nullptr, 10);
    return std::max<std::uint64_t>(n, 1);
}

std::uint64_t messages_of(const Value& root) {
    std::uint64_t sum = 0;
    for (const std::string& pointer : message_counts_of(root)) sum += count_at(root, pointer);
    return sum;
}

/// The fewest of `pointers` that are needed, by delta debugging.
void fewest(Trials& trials, const Pointers& pointers) {
    const Value whole = trials.smallest().root;
    smallest_list(pointers.size(), [&](const Kept& kept) {
        Pointers left_out;
        for (std::size_t i = 0; i < pointers.size(); ++i)
            if (!std::binary_search(kept.begin(), kept.end(), i)) left_out.push_back(pointers[i]);
        return trials.accept(without(whole, left_out));
    });
}

void fewest_faults(Trials& trials) {
    Pointers pointers;
    for (std::size_t i = 0; i < faults_of(trials.smallest().root).size(); ++i)
        pointers.push_back(child("/faults", i));
    fewest(trials, pointers);
}

/// Strikes of the fault at `place` of the file: rules and faults of nodes are counted apart.
Strikes strikes_of(const Smallest& smallest, std::size_t place) {
    const std::vector<Value>& faults = faults_of(smallest.root);
    const bool rule = is_rule(faults[place]);
    const auto before = static_cast<std::size_t>(
        std::count_if(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(place),
                      [&](const Value& fault) { return is_rule(fault) == rule; }));
    return (rule ? smallest.summary.rule_strikes : smallest.summary.node_strikes).at(before);
}

/// One simpler form of the fault at `place`, if one of them shows it.
bool simpler_fault(Trials& trials, std::size_t place, bool narrow) {
    const Value root = trials.smallest().root;
    const FaultContext context{strikes_of(trials.smallest(), place), messages_of(root), narrow};
    const std::vector<Value> forms = simpler_forms(faults_of(root)[place], context);
    return std::any_of(forms.begin(), forms.end(), [&](const Value& form) {
        return trials.accept(with(root, child("/faults", place), form));
    });
}

void simpler_faults(Trials& trials, bool narrow) {
    for (std::size_t place = 0; place < faults_of(trials.smallest().root).size(); ++place)
        for (int i = 0; i < most_forms && simpler_fault(trials, place, narrow); ++i) {
        }
}

/// Half the messages and faults at half their time, together: apart neither would show it.
bool halved(Trials& trials) {
    const Value root = trials.smallest().root;
    Value half = root;
    for (const std::string& pointer : message_counts_of(root))
        half = with(half, pointer, number((count_at(root, pointer) + 1) / 2));
    bool times = false;
    for (std::size_t place = 0; place < faults_of(root).size(); ++place) {
        const Value& fault = faults_of(root)[place];
        if (is_rule(fault)) continue;
        const Value earlier = at_half_time(fault);
        times = times || !same(earlier, fault);
        half = with(half, child("/faults", place), earlier);
    }
    return times && !same(half, root) && trials.accept(std::move(half));
}

void smallest_at(Trials& trials, const std::string& pointer) {
    const Value root = trials.smallest().root;
    smallest_number(1, count_at(root, pointer),
                    [&](std::uint64_t n) { return trials.accept(with(root, pointer, number(n))); });
}

/// Numbers that have to be there, or could not go.
void smallest_numbers(Trials& trials) {
    for (const std::string& pointer : message_counts_of(trials.smallest().root))
        smallest_at(trials, pointer);
    for (const std::string& pointer : settings_of(trials.smallest().root))
        if (pointer == "/kafka/brokers" || pointer.ends_with("/partitions"))
            smallest_at(trials, pointer);
}

void round(Trials& trials, bool narrow) {
    fewest_faults(trials);
    simpler_faults(trials, narrow);
    for (int i = 0; i < most_halvings && halved(trials); ++i) {
    }
    smallest_numbers(trials);
    fewest(trials, parts_of(trials.smallest().root));
    fewest(trials, settings_of(trials.smallest().root));
}

void rounds(Trials& trials, bool narrow) {
    for (int i = 0; i < most_rounds; ++i) {
        const Value before = trials.smallest().root;
        round(trials, narrow);
        if (same(before, trials.smallest().root)) return;
    }
}

}  // namespace

Value bare(const Value& root) {
    static constexpr std::array<std::string_view, 9> texts{
        "$schema", "title", "about", "control", "runs", "seed", "expect", "compare", "explore"};
    Value less = root;
    std::erase_if(less.members, [&](const Member& member) {
        return std::find(texts.begin(), texts.end(), member.name) != texts.end();
    });
    return less;
}

void run_passes(Trials& trials) {
    rounds(trials, false);
    rounds(trials, true);
}

}  // namespace mqfate::scenarios
