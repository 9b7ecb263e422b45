#include "reports/steps.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

constexpr std::array<std::string_view, 14> happenings{
    "sends",  "gets",    "loses",  "disconnected", "fires", "notes", "synced",
    "starts", "crashes", "pauses", "resumes",      "cut",   "heal",  "drain"};

std::string detail(const TraceEvent& event, const Labels& labels) {
    switch (event.what) {
        case Happening::sent:
        case Happening::delivered:
        case Happening::lost: return std::string(labels.bodies.name(event.code));
        case Happening::fired: return std::string(labels.timers.name(event.code));
        case Happening::noted: {
            std::string text(name(static_cast<FactKind>(event.code)));
            if (event.cause != Cause::none) text += " (" + std::string(labels.causes.name(event.cause)) + ")";
            return text;
        }
        case Happening::crashed: return std::string(name(static_cast<CrashKind>(event.code)));
        default: return {};
    }
}

}  // namespace

std::string steps(const Trace& trace, const Labels& labels) {
    std::string text;
    const auto node = [&](NodeId n) {
        return n == no_node ? std::string() : labels.nodes[index(n)];
    };
    for (const TraceEvent& event : trace.events()) {
        text +=
            fmt::format("{:>15} {} {} {}", event.at.ns, node(event.node),
                        happenings[static_cast<std::size_t>(event.what)], detail(event, labels));
        if (event.peer != no_node)
            text += (event.what == Happening::delivered ? " from " : " to ") + node(event.peer);
        for (const MessageId m : trace.messages(event)) text += fmt::format(" #{}", m.value + 1);
        text += "\n";
    }
    return text;
}

}  // namespace mqfate::reports
