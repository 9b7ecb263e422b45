// Connections and datagrams: what is under way, and which side believes what.
//
// The default transport is TCP as an application sees it (RFC 9293): a channel is the place of the
// connection that one client may have to one server. Each way is first in, first out. Nothing
// vanishes alone: a connection ends as a whole, and each side learns of it by an end marker behind
// the data, by an answer to its next packet, or not at all.
//
// Invariants: (1) What is under way to the client belongs to the connection that the client has.
//             (2) The server answers only while no newer turn (opening or end) is under way to it.
//             (3) At most one end marker is under way to a client.
// A host without power answers nothing, so what is sent to it waits and is sent again
// (sim/run/arrivals.hpp), as behind a cut. When it is back it accepts an attempt to connect, and
// refuses data of a connection that it knows nothing of. An attempt that is given up before is
// forgotten by the client's host. Where only the process stands still, its host accepts an attempt
// at once (`Accept`), and data waits.
// Either side sends when it likes; only opening is the client's. A full send buffer pushes its
// sender back: it is told, and so is it when there is room again. When that is belongs to time
// (sim/run/send_window.hpp). What a sender sends all the same is taken. Leaves out: the handshake
// as messages (it is a delay: `opens`), keep-alive, the receiver's window, half-closed connections.
// Tested by: tests/sim/world/network_test.cpp.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"

namespace mqfate {

/// The place of one possible connection: dense, from the plan.
using ChannelId = Strong<struct ChannelTag, std::uint32_t>;

enum class Way : std::uint8_t { to_server, to_client };

/// A client may have several connections to one server at a time: each is a lane.
using Lane = std::uint8_t;

/// Who may open a connection to whom.
struct Channel {
    NodeId client;
    NodeId server;
    /// What the client's socket holds that was not acknowledged; beyond it the client is pushed
    /// back. 0: no bound.
    std::uint32_t send_buffer_bytes = 0;
    Lane lane = 0;
    std::uint32_t server_buffer_bytes = 0;  ///< the same of the server's socket
    std::uint32_t send_buffer(Way way) const {
        return way == Way::to_server ? send_buffer_bytes : server_buffer_bytes;
    }
    friend constexpr bool operator==(const Channel&, const Channel&) = default;
    constexpr NodeId sender(Way way) const { return way == Way::to_server ? client : server; }
    constexpr NodeId receiver(Way way) const { return way == Way::to_server ? server : client; }
};

template <class Body> struct Packet {
    enum class Kind : std::uint8_t {
        data,
        opens,  ///< data, and the first of a new connection
        end,    ///< the sender's side of the connection is no more
    };
    Kind kind = Kind::data;
    Body body{};
    friend bool operator==(const Packet&, const Packet&) = default;
};

template <class Body> struct Connection {
    std::array<Ring<Packet<Body>>, 2> under_way{};  ///< by Way
    std::array<std::uint8_t, 2> turns{};            ///< openings and ends among them
    std::array<bool, 2> withheld{};  ///< a fault lets nothing more pass this way (until it dies)
    std::array<std::uint8_t, 2> cuts{};  ///< partitions in force on this way
    std::array<bool, 2> pushes_back{};   ///< the sender's socket takes nothing more
    bool client_open = false;            ///< the client believes it has a connection
    bool server_open = false;
    friend bool operator==(const Connection&, const Connection&) = default;

    Ring<Packet<Body>>& flow(Way way) { return under_way[static_cast<std::size_t>(way)]; }
    const Ring<Packet<Body>>& flow(Way way) const {
        return under_way[static_cast<std::size_t>(way)];
    }
    /// The newest opening or end under way to the server, counted from 1; 0: there is none.
    std::size_t last_turn() const {
        const auto& to_server = flow(Way::to_server);
        std::size_t at = to_server.size();
        while (at > 0 && to_server[at - 1].kind == Packet<Body>::Kind::data) --at;
        return at;
    }
    /// The packet with which the client has opened the connection that it has, counted from 1 among
    /// those under way; 0: it has arrived, or the client has none.
    std::size_t attempt() const {
        const std::size_t at = client_open ? last_turn() : 0;
        const bool opens =
            at != 0 && flow(Way::to_server)[at - 1].kind == Packet<Body>::Kind::opens;
        return opens ? at : 0;
    }
    /// Whether the client has the connection whose first message has just arrived, and something
    /// gets back to it.
    bool is_answered() const { return client_open && last_turn() == 0 && !blocked(Way::to_client); }
    bool blocked(Way way) const { return cuts[static_cast<std::size_t>(way)] != 0; }
    /// Whether the sender of a way believes that it has a connection.
    bool sender_open(Way way) const { return way == Way::to_server ? client_open : server_open; }
};

template <class Body> struct Datagram {
    ChannelId channel;
    Way way{};
    Body body{};
    friend bool operator==(const Datagram&, const Datagram&) = default;
};

/// What an arriving packet means for the receiving role.
template <class Body> struct Arrival {
    bool ended_before = false;  ///< an older connection had ended unnoticed; tell first
    bool ended = false;
    bool opened = false;         ///< the message is the first of its connection
    const Body* body = nullptr;  ///< the message, in its place until something is sent that way
};

/// The rules of one connection. `Driver` hears `sent(way)` after a packet was put under way,
/// `sent_at_once(way)` after an end marker was that nothing delays, `retracted(way)` after the
/// newest packet of a way was taken back, `emptied(way)` after all of a way is gone, and
/// `lost(way, body)` for each message that is gone. If it has `unsent(way)`, that says how many of
/// the newest packets have not left their sender's host.
template <class Body, class Driver> class Wire {
public:
    using Kind = typename Packet<Body>::Kind;

    Wire(Connection<Body>& connection, Driver& driver) : c_(connection), driver_(driver) {}

    /// The client sends; a connection is opened if it has none.
    void send_to_server(Body&& body) {
        if (c_.client_open) return send(Way::to_server, Kind::data, std::move(body));
        c_.client_open = true;
        c_.pushes_back = {};
        c_.withheld = {};
        clear(Way::to_client);
        send(Way::to_server, Kind::opens, std::move(body));
    }

    /// The server answers, if the connection is still the one it was asked on.
    void send_to_client(Body&& body) {
        const bool current = c_.server_open && turns(Way::to_server) == 0;
        if (!current) return driver_.lost(Way::to_client, body);
        send(Way::to_client, Kind::data, std::move(body));
    }

    /// The client gives the connection up; `announced`: its host is there to say so. What it has
    /// sent arrives all the same, before the end; what is under way to it nobody will read.
    /// `reaches`: something gets to the server's host now. If not, and no earlier attempt to
    /// connect was answered, the client's host forgets it, and what was to be sent on it never
    /// leaves (RFC 9293, 3.10.4, CLOSE in state SYN-SENT); and a host without power sends nothing
    /// again.
    void close_client(bool announced, bool reaches = true) {
        if (!c_.client_open) return;
        c_.client_open = false;
        c_.withheld = {};
        clear(Way::to_client);
        if (cut_from_server()) return;
        if (!reaches && !announced) return clear(Way::to_server);
        if (!reaches && lose_attempt()) return;
        if (announced) send(Way::to_server, Kind::end, {});
    }

    /// The server's side ends; what was under way to it is lost. Where its host is not there to say
    /// so (not `announced`), the client's host sends it again and again, and is told when the
    /// server's host is back: nothing is known of this connection there (RFC 9293, 3.10.7.1).
    void close_server(bool announced) {
        c_.server_open = false;
        if (!announced) return;
        clear(Way::to_server);
        end_client();
    }

    /// The network ends the connection: all under way is lost, both sides are told at once. The
    /// `later` newest packets to the server were sent after that, by a client that does not know.
    void reset(std::size_t later = 0) {
        Later sent_later = take_back(later);
        const bool server_knew = c_.server_open;
        clear(Way::to_server);
        clear(Way::to_client);
        c_.withheld = {};
        if (c_.client_open) end_at_once(Way::to_client);
        if (server_knew) end_at_once(Way::to_server);
        send_again(sent_later);
    }

    /// The network ends the connection half-way between the sides. A reset goes out to both, and
    /// comes behind what had passed that place: all that was sent by now (a packet that leaves now
    /// is there at the same time as the one that brings the reset about). What a side sends until
    /// it hears of the end comes to that place when nothing passes any more, and is lost. So a
    /// reset takes nothing that has arrived, not even what lies unread in a socket: Linux gives a
    /// process that first and the error then (net/ipv4/tcp.c, tcp_recvmsg_locked; tcp_reset leaves
    /// the receive queue alone), though RFC 9293 (3.10.7.4) would have it flushed. `in_place_of`:
    /// the newest packet of that way is lost (but for the `later` ones).
    void reset_between(std::optional<Way> in_place_of, std::size_t later = 0) {
        Later sent_later = take_back(later);
        if (in_place_of) lose_last(*in_place_of);
        // What waits in a sender's host for its window has not left it.
        if constexpr (requires { driver_.unsent(Way::to_server); })
            for (const Way way : {Way::to_server, Way::to_client})
                for (std::size_t n = driver_.unsent(way); n > 0; --n) lose_last(way);
        c_.withheld = {};
        end_client();
        if (server_has_it()) send(Way::to_server, Kind::end, {});
        send_again(sent_later);
    }

    /// From now on nothing passes this way, the newest packet included, until the connection dies.
    void withhold_last(Way way) {
        ENSURE(!c_.flow(way).empty(), "nothing to withhold");
        lose_last(way);
        c_.withheld[static_cast<std::size_t>(way)] = true;
    }

    /// The oldest packet arrives at the server. `host`, `process`: what runs there.
    Arrival<Body> arrive_at_server(bool host, bool process) {
        const Packet<Body>& packet = pop(Way::to_server);
        if (packet.kind == Kind::end) {
            const bool was_open = std::exchange(c_.server_open, false);
            return {.ended = was_open && process};
        }
        if (!process) return refuse(packet.body, host);
        const bool stale = c_.server_open && packet.kind == Kind::opens;
        const bool opens = packet.kind == Kind::opens;
        if (opens) c_.server_open = true;
        if (!c_.server_open) return refuse(packet.body, host);
        return {.ended_before = stale, .opened = opens, .body = &packet.body};
    }

    /// The oldest packet arrives at the client. Invariant (1) makes it the client's own connection.
    Arrival<Body> arrive_at_client() {
        const Packet<Body>& packet = pop(Way::to_client);
        if (packet.kind != Kind::end && !c_.client_open) {
            driver_.lost(Way::to_client, packet.body);
            if (c_.server_open && turns(Way::to_server) == 0) send(Way::to_server, Kind::end, {});
            return {};
        }
        if (packet.kind == Kind::end) {
            const bool was_open = std::exchange(c_.client_open, false);
            c_.withheld = {};
            if (cut_from_server()) return {.ended = was_open};
            clear(Way::to_server);
            if (c_.server_open) send(Way::to_server, Kind::end, {});
            return {.ended = was_open};
        }
        return {.body = &packet.body};
    }

private:
    using Later = boost::container::small_vector<Packet<Body>, 2>;

    std::uint8_t& turns(Way way) { return c_.turns[static_cast<std::size_t>(way)]; }

    // The newest packets to the server, the newest first; and back again.
    Later take_back(std::size_t how_many) {
        Later taken;
        for (auto& flow = c_.flow(Way::to_server); how_many > 0; --how_many) {
            taken.push_back(std::move(flow.back()));
            flow.pop_back();
            driver_.retracted(Way::to_server);
        }
        return taken;
    }
    void send_again(Later& taken) {
        for (; !taken.empty(); taken.pop_back())
            send(Way::to_server, taken.back().kind, std::move(taken.back().body));
    }
    void lose_last(Way way) {
        auto& flow = c_.flow(way);
        if (flow.back().kind != Kind::data) --turns(way);
        if (flow.back().kind != Kind::end) driver_.lost(way, flow.back().body);
        flow.pop_back();
        driver_.retracted(way);
    }
    // Whether the server has, or will have, the newest connection that was opened.
    bool server_has_it() const {
        const std::size_t at = c_.last_turn();
        return at == 0 ? c_.server_open : c_.flow(Way::to_server)[at - 1].kind == Kind::opens;
    }
    // Takes back an attempt to connect, with all that was to be sent on it. False: there is none.
    bool lose_attempt() {
        const std::size_t at = c_.last_turn();
        auto& flow = c_.flow(Way::to_server);
        if (at == 0 || flow[at - 1].kind != Kind::opens) return false;
        while (flow.size() >= at) lose_last(Way::to_server);
        return true;
    }
    // Whether the network has cut the client's connection and the server's end of that is under way
    // already: what the client has sent behind it belongs to no connection, and is lost.
    bool cut_from_server() {
        if (turns(Way::to_server) == 0) return false;
        const std::size_t at = c_.last_turn();
        const auto& flow = c_.flow(Way::to_server);
        if (flow[at - 1].kind != Kind::end) return false;
        while (flow.size() > at) lose_last(Way::to_server);
        return true;
    }

    void send(Way way, Kind kind, Body&& body) {
        if (kind != Kind::end && c_.withheld[static_cast<std::size_t>(way)])
            return driver_.lost(way, body);
        if (kind != Kind::data) ++turns(way);
        Packet<Body>& packet = c_.flow(way).push_slot();
        packet.kind = kind;
        packet.body = std::move(body);
        driver_.sent(way);
    }
    void end_at_once(Way way) {
        ++turns(way);
        Packet<Body>& packet = c_.flow(way).push_slot();
        packet.kind = Kind::end;
        packet.body = {};
        driver_.sent_at_once(way);
    }
    const Packet<Body>& pop(Way way) {
        const Packet<Body>& packet = c_.flow(way).front();
        c_.flow(way).drop_front();
        if (packet.kind != Kind::data) --turns(way);
        return packet;
    }
    void clear(Way way) {
        auto& flow = c_.flow(way);
        if (flow.empty()) return;
        for (const auto& packet : flow)
            if (packet.kind != Kind::end) driver_.lost(way, packet.body);
        flow.clear();
        turns(way) = 0;
        driver_.emptied(way);
    }
    void end_client() {
        if (c_.client_open && turns(Way::to_client) == 0) send(Way::to_client, Kind::end, {});
    }
    // A reset answers what belongs to no connection; it concerns the client's present one only if
    // that is not behind it.
    Arrival<Body> refuse(const Body& body, bool host) {
        driver_.lost(Way::to_server, body);
        if (host && turns(Way::to_server) == 0) end_client();
        return {};
    }

    Connection<Body>& c_;
    Driver& driver_;
};

}  // namespace mqfate
