#include "sim/explore/in_time/crossing.hpp"

#include <algorithm>

namespace mqfate {
namespace {

Span propagation(const Wiring& wiring, std::uint32_t flow) {
    Span sum{{}, {}, {}};
    for (const WireId wire : wiring.routes[flow])
        sum = sum + span_of(wiring.wires[index(wire)].delay);
    return sum;
}

Duration transmission(const WireProfile& wire, std::uint32_t bytes) {
    __extension__ using Wide = unsigned __int128;
    const Wide ns = static_cast<Wide>(bytes) * 1'000'000'000U / wire.bytes_per_second;
    return {static_cast<std::int64_t>(ns)};
}

bool slows_down(const FaultPlan& faults) {
    return std::any_of(faults.rules.begin(), faults.rules.end(),
                       [](const MessageRule& rule) { return rule.verdict == Verdict::late; }) ||
           std::any_of(faults.nodes.begin(), faults.nodes.end(),
                       [](const NodeFault& fault) { return fault.kind == NodeFault::Kind::slow; });
}

}  // namespace

Span crossing(const Wiring& wiring, const FaultPlan& faults, std::uint32_t flow,
              std::uint32_t bytes, bool opens) {
    Span span = propagation(wiring, flow);
    if (opens) span = span + propagation(wiring, flow) + propagation(wiring, flow ^ 1U);
    for (const WireId wire : wiring.routes[flow]) {
        const WireProfile& profile = wiring.wires[index(wire)];
        if (profile.bytes_per_second == 0) continue;
        const Duration all_bits = transmission(profile, bytes);
        span = span + Span{all_bits, all_bits, forever()};
    }
    if (wiring.can_lose() || slows_down(faults)) span.most = forever();
    return span;
}

Span handling(const CommonPlan& plan, std::uint32_t flow) {
    if (plan.handling.empty() || plan.handling[flow] == no_delay) return at_once;
    return span_of(plan.delays[index(plan.handling[flow])]);
}

Span waiting(const Wait& wait, const std::vector<Delay>& delays) {
    const Duration width{wait.fixed.ns / 100 * wait.jitter_percent + wait.jitter.ns};
    Span span{wait.fixed - width, wait.fixed, wait.fixed};
    if (wait.looks_again) span.least = {};  // some of it has passed
    if (width != Duration{}) span.most = std::min(wait.fixed + width, wait.most);
    if (wait.drawn != no_delay) span = span + span_of(delays[index(wait.drawn)]);
    span.least = std::max(span.least, Duration{});
    return span;
}

}  // namespace mqfate
