#include "scenarios/reading/network.hpp"

#include <algorithm>
#include <optional>

#include "scenarios/input/quantities.hpp"
#include "sim/world/topology.hpp"

namespace mqfate::scenarios {
namespace {

using Racks = std::vector<NamedNodes>;

std::optional<NodeId> find_node(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return {};
    return NodeId{static_cast<std::uint16_t>(found - names.begin())};
}

WireProfile read_profile(Reader& reader, WireProfile profile) {
    profile.delay = reader.delay_or("delay", profile.delay);
    profile.loss = reader.ratio_or("loss", profile.loss);
    if (const Cursor bandwidth = reader.optional("bandwidth"); bandwidth.present())
        profile.bytes_per_second =
            static_cast<std::uint64_t>(bandwidth.bytes({.min = 1, .max = 1'000'000'000'000}));
    if (const Cursor queue = reader.optional("queue"); queue.present())
        profile.queue_bytes = static_cast<std::uint64_t>(queue.bytes({.min = 1, .max = 1LL << 40}));
    if (profile.loss.is_one())
        reader.error("loss", "every packet is lost", "less than 1; to cut nodes off use a fault");
    return profile;
}

Racks read_racks(Reader& network, const std::vector<std::string>& names) {
    Racks racks;
    std::vector<bool> taken(names.size(), false);
    const Cursor all = network.at("racks").is_a(ReadMember::Kind::container);
    for (const auto& [rack, members] : all.members()) {
        members.is_a(ReadMember::Kind::part);
        racks.emplace_back(rack, std::vector<NodeId>{});
        for (const Cursor& member : members.array()) {
            const std::string name = member.string();
            const auto node = find_node(names, name);
            if (!node) {
                member.error("no node is called " + in_quotes(name), "one of: " + joined(names),
                             nearest(name, names));
                continue;
            }
            if (taken[index(*node)]) member.error("it is in another rack already");
            taken[index(*node)] = true;
            racks.back().second.push_back(*node);
        }
    }
    return racks;
}

/// The nodes that one end of a link stands for: one node, or all of a rack.
std::vector<NodeId> link_end(const Cursor& end, const std::vector<std::string>& names,
                             const Racks& racks) {
    const std::string name = end.string();
    if (const auto node = find_node(names, name)) return {*node};
    std::vector<std::string> known = names;
    for (const auto& [rack, members] : racks) {
        if (rack == name) return members;
        known.push_back(rack);
    }
    end.error("no node or rack is called " + in_quotes(name), "one of: " + joined(known),
              nearest(name, known));
    return {};
}

void read_link(Reader link, const WireProfile& usual, std::vector<DeclaredLink>& links,
               const std::vector<std::string>& names, const Racks& racks) {
    const std::vector<Cursor> ends = link.array("between");
    const WireProfile profile = read_profile(link, usual);
    if (ends.size() != 2) {
        link.error("between", "not two ends", "two nodes or racks, as in [\"b1\", \"west\"]");
        return;
    }
    links.push_back({link_end(ends[0], names, racks), link_end(ends[1], names, racks), profile});
}

}  // namespace

NetworkPart read_network(Reader network, std::vector<std::string> names,
                         std::vector<Channel> channels) {
    NetworkPart part;
    part.racks = read_racks(network, names);
    WireProfile usual;
    usual.delay = Delay::uniform(microseconds(200), microseconds(400));
    usual = read_profile(network, usual);
    part.wiring.transport = network.one_of_or<Transport>(
        "transport", Transport::connection,
        {{"connection", Transport::connection}, {"datagram", Transport::datagram}});
    part.wiring.retransmission_timeout = network.duration_or(
        "retransmission_timeout", part.wiring.retransmission_timeout, {.min = milliseconds(1)});
    part.wiring.retransmission_timeout_max =
        network.duration_or("retransmission_timeout_max", part.wiring.retransmission_timeout_max,
                            {.min = milliseconds(1)});
    if (part.wiring.retransmission_timeout_max < part.wiring.retransmission_timeout)
        network.error("retransmission_timeout_max", "shorter than retransmission_timeout",
                      "at least " + to_text(part.wiring.retransmission_timeout));
    std::vector<DeclaredLink> links;
    network.each_object(
        "links", [&](Reader link) { read_link(std::move(link), usual, links, names, part.racks); });
    part.wiring.names = std::move(names);
    part.wiring.channels = std::move(channels);
    part.wiring.index_channels();
    lay_wires(part.wiring, usual, links);
    return part;
}

DiskProfile read_disk(Reader disk) {
    DiskProfile profile;
    profile.sync_latency = disk.delay_or("sync", Delay::constant(milliseconds(1)));
    Reader writeback = disk.object_or_none("writeback");
    profile.expire = writeback.duration_or("expire", profile.expire);
    profile.wake = writeback.duration_or("wake", profile.wake, {.min = milliseconds(1)});
    return profile;
}

}  // namespace mqfate::scenarios
