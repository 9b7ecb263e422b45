#include "scenarios/reading/fault_forms.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/input/edits.hpp"
#include "scenarios/input/quantities.hpp"
#include "scenarios/input/written.hpp"

namespace mqfate::scenarios {
namespace {

constexpr std::uint64_t few = 8;  ///< chosen: beyond it a number is no simpler than luck

using Forms = std::vector<Value>;

bool has(const Value& fault, std::string_view name) { return fault.find(name) != nullptr; }

Value less(Value fault, std::initializer_list<std::string_view> names) {
    std::erase_if(fault.members, [&](const Member& member) {
        return std::find(names.begin(), names.end(), member.name) != names.end();
    });
    return fault;
}
Value more(Value fault, std::string name, Value value) {
    fault.members.push_back({std::move(name), {}, std::move(value)});
    return fault;
}
Value object() {
    Value value;
    value.kind = Value::Kind::object;
    return value;
}

void leave_out_each(const Value& fault, std::initializer_list<std::string_view> names,
                    Forms& forms) {
    for (const std::string_view name : names)
        if (has(fault, name)) forms.push_back(less(fault, {name}));
}

// ---- rules on messages
/// Struck by count: the n-th match, or all up to a limit.
void by_count(const Value& rule, Forms& forms) {
    const Value always = less(rule, {"probability", "limit", "nth", "between"});
    std::uint64_t end = few + 1;
    if (const Value* nth = rule.find("nth"); nth != nullptr && !has(rule, "probability")) {
        const auto now = exactly(nth->text, 1);
        end = now ? std::min<std::uint64_t>(end, static_cast<std::uint64_t>(*now)) : 1;
    }
    for (std::uint64_t n = 1; n < end; ++n) forms.push_back(more(always, "nth", number(n)));
    if (!has(rule, "probability")) return;
    for (std::uint64_t n = 2; n <= few; ++n) forms.push_back(more(always, "limit", number(n)));
}

Forms forms_of_rule(const Value& rule) {
    Forms forms;
    by_count(rule, forms);
    leave_out_each(rule, {"between", "probability", "from", "to"}, forms);
    return forms;
}

// ---- faults of nodes
/// The node that dies of a crash, if that is one by name; else empty.
std::string one_victim(const Value& fault) {
    for (const char* verb : {"crash", "power_loss", "disk_loss"})
        if (const Value* whom = fault.find(verb))
            if (whom->is(Value::Kind::string) && whom->text.find(' ') == std::string::npos)
                return whom->text;
    return {};
}

/// Moments instead of an instant: right after the first fact of a kind, or the one about a message.
/// Inside a handler, where the rest of what it does is lost, only the handler's own node may die.
void at_moments(const Value& fault, std::uint64_t messages, Forms& forms) {
    const Value timeless = less(fault, {"at", "between", "every", "limit"});
    const std::string victim = one_victim(fault);
    const auto propose = [&](std::uint64_t message, const char* name, const std::string& value) {
        for (const char* fact : {"confirmed", "appended", "copied", "published", "sent_again",
                                 "rejected", "delivered", "applied"}) {
            Value when = more(object(), "fact", text(fact));
            if (message > 0) when = more(when, "message", number(message));
            forms.push_back(more(timeless, "when", more(when, name, text(value))));
        }
    };
    for (std::uint64_t message = 0; message <= (messages <= few ? messages : 0); ++message) {
        if (message == 1) continue;  // the first fact is about the first message, mostly
        propose(message, "after", "1us");
        if (!victim.empty()) propose(message, "by", victim);
    }
}

/// `at` in steps of a second, a tenth of it, ..., a nanosecond, if that is a shorter text.
void at_instants(const Value& timeless, Instant at, std::size_t longest, Forms& forms) {
    for (std::int64_t step = 1'000'000'000; step >= 1; step /= 10) {
        const std::int64_t rounded = (at.ns + step / 2) / step * step;
        const std::string words = to_text(Duration{rounded});
        if (rounded > 0 && words.size() < longest)
            forms.push_back(more(timeless, "at", text(words)));
    }
}

void at_instant(const Value& fault, const FaultContext& context, Forms& forms) {
    constexpr std::size_t any = 100;
    const bool struck = context.strikes.count > 0;
    if (has(fault, "every") && struck)
        at_instants(less(fault, {"every", "limit"}), context.strikes.first, any, forms);
    if (!context.narrow) return;
    if (has(fault, "between") && struck)
        at_instants(less(fault, {"between"}), context.strikes.first, any, forms);
    if (const Value* at = fault.find("at"))
        if (const auto now = parse_duration(at->text))
            at_instants(less(fault, {"at"}), Instant{} + *now, at->text.size(), forms);
}

/// One node fewer, of a list that has several.
void fewer_nodes(const Value& fault, Forms& forms) {
    const auto one_less = [&](const std::string& pointer, const Value& list) {
        if (!list.is(Value::Kind::array) || list.items.size() < 2) return;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            Value shorter = list;
            shorter.items.erase(shorter.items.begin() + static_cast<std::ptrdiff_t>(i));
            forms.push_back(with(fault, pointer, shorter));
        }
    };
    for (const char* verb :
         {"crash", "power_loss", "disk_loss", "shutdown", "pause", "slow", "isolate", "disconnect"})
        if (const Value* whom = fault.find(verb)) one_less("/" + std::string(verb), *whom);
    if (const Value* sides = fault.find("cut"))
        for (std::size_t side = 0; side < sides->items.size(); ++side)
            one_less("/cut/" + std::to_string(side), sides->items[side]);
}

/// A moment that says less. What tells inside whose handler it is, and how long after it, stays.
void plainer_moment(const Value& fault, Forms& forms) {
    const Value* when = fault.find("when");
    if (when == nullptr) return;
    Forms plainer;
    leave_out_each(*when, {"nth", "message", "to"}, plainer);
    for (const Value& form : plainer) forms.push_back(with(fault, "/when", form));
}

Forms forms_of_node_fault(const Value& fault, const FaultContext& context) {
    Forms forms;
    leave_out_each(
        fault,
        {"torn", "exit", "kill_after", "host", "one_by_one", "one_way", "restart_after", "for"},
        forms);
    fewer_nodes(fault, forms);
    plainer_moment(fault, forms);
    if (!has(fault, "when")) at_moments(fault, context.messages, forms);
    at_instant(fault, context, forms);
    if (has(fault, "every") && !has(fault, "limit"))
        forms.push_back(more(fault, "limit", number(1)));
    return forms;
}

}  // namespace

bool is_rule(const Value& fault) {
    return has(fault, "drop") || has(fault, "reset") || has(fault, "duplicate") ||
           has(fault, "delay");
}

std::vector<Value> simpler_forms(const Value& fault, const FaultContext& context) {
    return is_rule(fault) ? forms_of_rule(fault) : forms_of_node_fault(fault, context);
}

Value at_half_time(const Value& fault) {
    Value half = fault;
    const auto halve = [](Value& time) {
        const auto now = parse_duration(time.text);
        constexpr std::int64_t least = 1'000;
        if (now && now->ns / 2 >= least)
            time = text(to_text(Duration{now->ns / 2 / least * least}));
    };
    for (Member& member : half.members) {
        if (member.name == "at") halve(member.value);
        if (member.name == "between")
            for (Value& end : member.value.items) halve(end);
    }
    return half;
}

}  // namespace mqfate::scenarios
