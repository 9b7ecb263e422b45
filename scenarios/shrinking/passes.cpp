#include "scenarios/shrinking/passes.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/input/edits.hpp"
#include "scenarios/input/quantities.hpp"
#include "scenarios/input/written.hpp"
#include "scenarios/reading/fault_forms.hpp"
#include "sim/base/ensure.hpp"
#include "sim/run/shrink.hpp"

namespace mqfate::scenarios {
namespace {

constexpr int most_rounds = 8;     ///< chosen: three or four change something
constexpr int most_forms = 30;     ///< chosen: of one fault, one after the other
constexpr int most_halvings = 20;  ///< from an hour to a few milliseconds

using Kind = ReadMember::Kind;

Pointers pointers_of(const Trials& trials, Kind kind) {
    return trials.smallest().log.pointers(kind);
}
const Value& at(const Value& root, const std::string& pointer) {
    const Value* value = value_at(root, pointer);
    ENSURE(value != nullptr, "what was read is there");
    return *value;
}

std::uint64_t count_at(const Value& root, const std::string& pointer) {
    const auto n = exactly(at(root, pointer).text, 1);
    return n && *n > 0 ? static_cast<std::uint64_t>(*n) : 0;
}

std::uint64_t messages_of(const Smallest& smallest) {
    std::uint64_t sum = 0;
    for (const std::string& pointer : smallest.log.pointers(Kind::messages))
        sum += count_at(smallest.root, pointer);
    return sum;
}

/// The fewest members of a kind that are needed, by delta debugging.
void fewest(Trials& trials, Kind kind) {
    const Value whole = trials.smallest().root;
    const Pointers pointers = in_order_of(whole, pointers_of(trials, kind));
    const Pointers containers = pointers_of(trials, Kind::container);
    smallest_list(pointers.size(), [&](const Kept& kept) {
        Pointers left_out;
        for (std::size_t i = 0; i < pointers.size(); ++i)
            if (!std::binary_search(kept.begin(), kept.end(), i)) left_out.push_back(pointers[i]);
        return trials.accept(without(whole, left_out, containers));
    });
}

/// Strikes of the fault at `place` of the file: rules and faults of nodes are counted apart.
Strikes strikes_of(const Smallest& smallest, const Pointers& faults, std::size_t place) {
    const bool rule = is_rule(at(smallest.root, faults[place]));
    const auto before = static_cast<std::size_t>(std::count_if(
        faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(place),
        [&](const std::string& fault) { return is_rule(at(smallest.root, fault)) == rule; }));
    return (rule ? smallest.summary.rule_strikes : smallest.summary.node_strikes).at(before);
}

/// One simpler form of the fault at `place`, if one of them shows it.
bool simpler_fault(Trials& trials, const Pointers& faults, std::size_t place, bool narrow) {
    const Value root = trials.smallest().root;
    const FaultContext context{strikes_of(trials.smallest(), faults, place),
                               messages_of(trials.smallest()), narrow};
    const std::vector<Value> forms = simpler_forms(at(root, faults[place]), context);
    return std::any_of(forms.begin(), forms.end(), [&](const Value& form) {
        return trials.accept(with(root, faults[place], form));
    });
}

void simpler_faults(Trials& trials, bool narrow) {
    const Pointers faults = pointers_of(trials, Kind::fault);
    for (std::size_t place = 0; place < faults.size(); ++place)
        for (int i = 0; i < most_forms && simpler_fault(trials, faults, place, narrow); ++i) {
        }
}

/// Half the messages and faults at half their time, together: apart neither would show it.
bool halved(Trials& trials) {
    const Value root = trials.smallest().root;
    Value half = root;
    for (const std::string& pointer : pointers_of(trials, Kind::messages))
        half = with(half, pointer, number((count_at(root, pointer) + 1) / 2));
    bool times = false;
    for (const std::string& pointer : pointers_of(trials, Kind::fault)) {
        const Value& fault = at(root, pointer);
        if (is_rule(fault)) continue;
        const Value earlier = at_half_time(fault);
        times = times || !same(earlier, fault);
        half = with(half, pointer, earlier);
    }
    return times && !same(half, root) && trials.accept(std::move(half));
}

void smallest_at(Trials& trials, const ReadMember& member) {
    const Value root = trials.smallest().root;
    smallest_number(
        *member.least, std::max(count_at(root, member.pointer), *member.least),
        [&](std::uint64_t n) { return trials.accept(with(root, member.pointer, number(n))); });
}

/// Numbers that have to be there, or could not go: those of messages before all others.
void smallest_numbers(Trials& trials) {
    for (const bool of_messages : {true, false}) {
        const ReadingLog log = trials.smallest().log;
        for (const ReadMember& member : log.members)
            if (member.least && (member.kind == Kind::messages) == of_messages)
                smallest_at(trials, member);
    }
}

void round(Trials& trials, bool narrow) {
    fewest(trials, Kind::fault);
    simpler_faults(trials, narrow);
    for (int i = 0; i < most_halvings && halved(trials); ++i) {
    }
    smallest_numbers(trials);
    fewest(trials, Kind::part);
    fewest(trials, Kind::setting);
}

void rounds(Trials& trials, bool narrow) {
    for (int i = 0; i < most_rounds; ++i) {
        const Value before = trials.smallest().root;
        round(trials, narrow);
        if (same(before, trials.smallest().root)) return;
    }
}

}  // namespace

Value bare(const Value& root, const ReadingLog& log) {
    return without(root, log.pointers(Kind::aside), log.pointers(Kind::container));
}

void run_passes(Trials& trials) {
    rounds(trials, false);
    rounds(trials, true);
}

}  // namespace mqfate::scenarios
