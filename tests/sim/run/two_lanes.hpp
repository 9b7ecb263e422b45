// A pair of nodes for tests of connections: the client has two connections to the server at a time,
// and the server sends without being asked. It also writes a file, as a role of a real disk would.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/world/plan.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/topology.hpp"
#include "sim/world/world.hpp"

namespace mqfate::two_lanes {

inline constexpr NodeId server{0};
inline constexpr NodeId client{1};
inline constexpr FileId file{0};

struct Hello {
    static constexpr KindName kind{.code = 1, .name = "Hello"};
    friend bool operator==(const Hello&, const Hello&) = default;
};
struct Item {
    static constexpr KindName kind{.code = 2, .name = "Item"};
    std::uint32_t number = 0;
    friend bool operator==(const Item&, const Item&) = default;
};
struct Tick {
    static constexpr KindName kind{.code = 1, .name = "Tick"};
    friend bool operator==(const Tick&, const Tick&) = default;
};

struct Vocabulary {
    using Body = std::variant<Hello, Item>;
    using Timer = std::variant<Tick>;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
    };
    struct Settings {
        std::uint32_t items = 0;  ///< that the server pushes as soon as it is greeted
        bool writes = false;      ///< it writes and syncs a file when it is greeted
        bool replaces = false;    ///< it then replaces that file by one of a single record
    };
};
using Ctx = Context<Vocabulary>;

/// Greets on both lanes; counts what comes on each.
struct Client {
    struct Memory {
        std::vector<std::uint32_t> came{0, 0};  ///< by lane
        std::vector<Lane> ended{};
        friend bool operator==(const Memory&, const Memory&) = default;
    } memory;
    friend bool operator==(const Client&, const Client&) = default;

    void on(const Started&, Ctx& context) {
        context.request(server, Hello{}, 0);
        context.request(server, Hello{}, 1);
    }
    void on(const Item&, NodeId, Ctx& context) { ++memory.came[context.lane()]; }
    void on(const Disconnected& gone, Ctx&) { memory.ended.push_back(gone.lane); }
};

/// Answers a greeting on the lane that it came on; then pushes items on lane 1.
struct Server {
    struct Durable {
        std::uint32_t kept = 0;  ///< records of the file, as the last crash left it
        friend bool operator==(const Durable&, const Durable&) = default;
        void survive(FileId, Position end, Cause, Ctx&) { kept = end.value; }
        std::size_t files() const { return 1; }
    } durable;
    struct Memory {
        std::uint32_t full = 0;    ///< how often it was pushed back
        std::uint32_t room = 0;    ///< and told to go on
        std::uint32_t synced = 0;  ///< syncs that were done
        std::uint32_t failed = 0;
        bool replaced = false;
        friend bool operator==(const Memory&, const Memory&) = default;
    } memory;
    friend bool operator==(const Server&, const Server&) = default;

    void on(const Hello&, NodeId from, Ctx& context) {
        context.reply(from, Item{0});
        if (context.lane() != 1) return;
        const Vocabulary::Settings& settings = context.settings();
        for (std::uint32_t i = 1; i <= settings.items; ++i) context.push(from, Item{i}, 1);
        if (!settings.writes) return;
        context.write(file, Position{10});
        context.sync(file);
    }
    void on(const SendBuffer& buffer, Ctx&) {
        if (buffer.as_client || buffer.lane != 1) return;
        ++(buffer.full ? memory.full : memory.room);
    }
    void on(const Synced& synced, Ctx& context) {
        ++memory.synced;
        memory.replaced = synced.replaced;
        if (context.settings().replaces && !synced.replaced) context.replace(file, Position{1});
    }
    void on(const SyncFailed&, Ctx&) { ++memory.failed; }
};

struct Model {
    using Vocabulary = two_lanes::Vocabulary;
    using Role = std::variant<Server, Client>;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;
    using Plan = mqfate::Plan<Vocabulary>;

    static std::vector<Role> roles(const Plan&) { return {Server{}, Client{}}; }
    static void ignores(const Started&);
    static void ignores(const Connected&);
    static void ignores(const Disconnected&);
    static void ignores(const SendBuffer&);
    template <class Take> static void cargo(const Store&, const Body&, Take&&) {}
    template <class Take> static void mentions(const Store&, const Body&, Take&&) {}
    static std::uint64_t subject(const Store&, const Body&) { return 0; }
    static std::uint32_t bytes(const Store&, const Body&) { return 1'000; }
    static NodeId holder(const World<Model>&, const Plan&, PostId) { return no_node; }
    static bool quiet(const World<Model>&, const Plan&) { return true; }
    template <class Note> static void audit(const World<Model>&, const Plan&, Note&&) {}
    template <class Take>
    static void in_file(const World<Model>&, const Plan&, NodeId, FileId, Position, Position,
                        Take&&) {}
};
static_assert(std::regular<World<Model>>);

/// 1 ms each way. `server_buffer`: bytes, on lane 1; then the wires are slow and may lose.
inline Plan<Vocabulary> plan(std::uint32_t server_buffer = 0) {
    Plan<Vocabulary> plan;
    plan.wiring.names = {"server", "client"};
    plan.wiring.channels = {
        Channel{client, server},
        Channel{
            .client = client, .server = server, .lane = 1, .server_buffer_bytes = server_buffer}};
    plan.wiring.index_channels();
    WireProfile wire;
    wire.delay = Delay::constant(milliseconds(1));
    if (server_buffer != 0) {
        wire.bytes_per_second = 1'000'000;
        wire.queue_bytes = 1'000'000;  // so that connections send through windows
    }
    lay_wires(plan.wiring, wire, {});
    plan.disks.resize(2);
    for (DiskProfile& disk : plan.disks) disk.sync_latency = Delay::constant(milliseconds(2));
    return plan;
}

}  // namespace mqfate::two_lanes
