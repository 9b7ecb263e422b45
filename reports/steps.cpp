#include "reports/steps.hpp"

#include <fmt/format.h>

#include "sim/world/words.hpp"
#include "words/catalogue.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

words::Text verb(Happening what) {
    switch (what) {
        case Happening::sent: return "steps.sent"_t;
        case Happening::delivered: return "steps.delivered"_t;
        case Happening::lost: return "steps.lost"_t;
        case Happening::disconnected: return "steps.disconnected"_t;
        case Happening::fired: return "steps.fired"_t;
        case Happening::noted: return "steps.noted"_t;
        case Happening::synced: return "steps.synced"_t;
        case Happening::started: return "steps.started"_t;
        case Happening::crashed: return "steps.crashed"_t;
        case Happening::shut_down: return "steps.shut_down"_t;
        case Happening::exited: return "steps.exited"_t;
        case Happening::paused: return "steps.paused"_t;
        case Happening::resumed: return "steps.resumed"_t;
        case Happening::cut: return "steps.cut"_t;
        case Happening::healed: return "steps.healed"_t;
        case Happening::drain: break;
    }
    return "steps.drain"_t;
}

std::string detail(const TraceEvent& event, const Labels& labels) {
    switch (event.what) {
        case Happening::sent:
        case Happening::delivered:
        case Happening::lost: return std::string(labels.dialect.messages.name(event.code));
        case Happening::fired: return std::string(labels.dialect.timers.name(event.code));
        case Happening::noted: {
            std::string text(name(static_cast<FactKind>(event.code)));
            if (event.cause != Cause::none)
                text += " (" + std::string(labels.dialect.causes.name(event.cause)) + ")";
            return text;
        }
        case Happening::crashed: return std::string(name(static_cast<CrashKind>(event.code)));
        default: return {};
    }
}

}  // namespace

std::string steps(const Trace& trace, const Labels& labels, const words::Say& say) {
    std::string text;
    const auto node = [&](NodeId n) {
        return n == no_node ? std::string() : labels.nodes[index(n)];
    };
    for (const TraceEvent& event : trace.events()) {
        text += fmt::format("{:>15} {} {} {}", event.at.ns, node(event.node), say(verb(event.what)),
                            detail(event, labels));
        if (event.peer != no_node)
            text += say(event.what == Happening::delivered ? "steps.from"_t : "steps.to"_t,
                        {{"peer", node(event.peer)}});
        for (const MessageId m : trace.messages(event)) text += fmt::format(" #{}", m.value + 1);
        text += "\n";
    }
    return text;
}

}  // namespace mqfate::reports
