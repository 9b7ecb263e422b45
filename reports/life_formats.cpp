// The life of a message for programs: JSON, and a diagram.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "reports/life.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {
namespace {

std::string_view code_of(Happening what) {
    switch (what) {
        case Happening::sent: return "sent";
        case Happening::delivered: return "arrived";
        case Happening::lost: return "lost";
        case Happening::disconnected: return "disconnected";
        case Happening::fired: return "fired";
        case Happening::noted: return "fact";
        case Happening::synced: return "synced";
        case Happening::started: return "started";
        case Happening::crashed: return "crashed";
        case Happening::shut_down: return "shut_down";
        case Happening::exited: return "exited";
        case Happening::paused: return "paused";
        case Happening::resumed: return "resumed";
        case Happening::cut: return "cut";
        case Happening::healed: return "healed";
        case Happening::drain: return "drain";
    }
    return {};
}

nlohmann::ordered_json json_of(const LifeLine& line, const Labels& labels) {
    const TraceEvent& event = line.event;
    nlohmann::ordered_json json{{"at_ns", event.at.ns}, {"event", code_of(event.what)}};
    if (event.node != no_node) json["node"] = labels.nodes[index(event.node)];
    if (event.peer != no_node) json["peer"] = labels.nodes[index(event.peer)];
    switch (event.what) {
        case Happening::sent:
        case Happening::delivered:
        case Happening::lost: json["message"] = labels.dialect.messages.name(event.code); break;
        case Happening::noted:
            json["fact"] = name(static_cast<FactKind>(event.code));
            if (event.cause != Cause::none) json["cause"] = labels.dialect.causes.name(event.cause);
            break;
        case Happening::crashed: json["crash"] = name(static_cast<CrashKind>(event.code)); break;
        default: break;
    }
    if (line.arrives) json["arrives_at_ns"] = line.arrives->ns;
    json["step"] = event.step.value;
    if (event.caused_by != no_step) json["caused_by"] = event.caused_by.value;
    return json;
}

// A participant is an identifier: what is none of its characters becomes an underscore.
std::string identifier(const std::string& node) {
    std::string id = node;
    for (char& c : id)
        if (std::string_view("-. /;:#,").find(c) != std::string_view::npos) c = '_';
    return id;
}

}  // namespace

std::string life_json(const Life& life) {
    nlohmann::ordered_json json{{"scenario", life.scenario},
                                {"seed", life.seed},
                                {"run", life.run},
                                {"message", life.message.value + 1}};
    json["life"] = nlohmann::ordered_json::array();
    for (const LifeLine& line : life.lines) json["life"].push_back(json_of(line, life.labels));
    return json.dump(2) + "\n";
}

std::string life_mermaid(const Life& life, const words::Say& say) {
    std::vector<NodeId> nodes;
    const auto meet = [&](NodeId node) {
        if (node != no_node && std::find(nodes.begin(), nodes.end(), node) == nodes.end())
            nodes.push_back(node);
    };
    for (const LifeLine& line : life.lines) {
        meet(line.event.node);
        meet(line.event.peer);
    }
    const auto name_of = [&](NodeId node) { return identifier(life.labels.nodes[index(node)]); };
    const auto name_of_message = [&](const TraceEvent& event) {
        return life.labels.dialect.messages.name(event.code);
    };
    std::string text = "sequenceDiagram\n";
    for (const NodeId node : nodes)
        text += fmt::format("    participant {} as {}\n", name_of(node),
                            life.labels.nodes[index(node)]);
    for (const LifeLine& line : life.lines) {
        const TraceEvent& event = line.event;
        const double ms = static_cast<double>(event.at.ns) / 1e6;
        if (event.what == Happening::sent)
            text += fmt::format("    {}->>{}: {:.3f} ms {}\n", name_of(event.node),
                                name_of(event.peer), ms, name_of_message(event));
        else if (event.what == Happening::lost)
            text += fmt::format("    {}-x{}: {:.3f} ms {}\n", name_of(event.node),
                                name_of(event.peer), ms, name_of_message(event));
        else if (event.node != no_node)
            text += fmt::format("    Note over {}: {:.3f} ms {}\n", name_of(event.node), ms,
                                say(line.what));
        else if (!nodes.empty())
            text += fmt::format("    Note over {},{}: {:.3f} ms {}\n", name_of(nodes.front()),
                                name_of(nodes.back()), ms, say(line.what));
    }
    return text;
}

}  // namespace mqfate::reports
