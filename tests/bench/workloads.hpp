// Workloads of the simulation literature as roles, run by the sampler as every model is: the hold
// model, M/M/1, and clients with a time-out for each request.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/run/sampler.hpp"
#include "sim/world/kind.hpp"
#include "sim/world/topology.hpp"

namespace mqfate::workloads {

struct Tick {
    static constexpr KindName kind{.code = 0, .name = "Tick"};
    std::uint32_t number = 0;
    friend bool operator==(const Tick&, const Tick&) = default;
};
struct Arrive {
    static constexpr KindName kind{.code = 1, .name = "Arrive"};
    friend bool operator==(const Arrive&, const Arrive&) = default;
};
struct Served {
    static constexpr KindName kind{.code = 2, .name = "Served"};
    friend bool operator==(const Served&, const Served&) = default;
};
struct GiveUp {
    static constexpr KindName kind{.code = 3, .name = "GiveUp"};
    friend bool operator==(const GiveUp&, const GiveUp&) = default;
};
struct Ask {
    static constexpr KindName kind{.code = 0, .name = "Ask"};
    std::uint32_t number = 0;
    friend bool operator==(const Ask&, const Ask&) = default;
};
struct Answer {
    static constexpr KindName kind{.code = 1, .name = "Answer"};
    std::uint32_t number = 0;
    friend bool operator==(const Answer&, const Answer&) = default;
};

struct Vocabulary {
    using Body = std::variant<Ask, Answer>;
    using Timer = std::variant<Tick, Arrive, Served, GiveUp>;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
    };
    enum class Kind : std::uint8_t { hold, queue, retry };
    struct Settings {
        Kind kind{};
        std::uint16_t nodes = 1;
        std::uint32_t timers = 1;  ///< hold: of each node
    };
};
using Ctx = Context<Vocabulary>;

struct Nothing {
    friend bool operator==(const Nothing&, const Nothing&) = default;
};

/// Keeps a number of timers pending: each that fires is armed again.
struct Holder {
    Nothing memory;
    std::uint32_t fired = 0;
    friend bool operator==(const Holder&, const Holder&) = default;
    void on(const Started&, Ctx& context) {
        for (std::uint32_t i = 0; i < context.settings().timers; ++i) again(i, context);
    }
    void on(const Tick& tick, Ctx& context) { again(tick.number, context); }
    void again(std::uint32_t number, Ctx& context) {
        context.arm(Tick{number}, Wait{.drawn = DelayId{0}, .subject = fired++});
    }
};

/// One server, exponential arrivals and services.
struct Queue {
    Nothing memory;
    std::uint32_t arrived = 0, served = 0;
    friend bool operator==(const Queue&, const Queue&) = default;
    void on(const Started&, Ctx& context) { wait(context); }
    void on(const Arrive&, Ctx& context) {
        wait(context);
        if (arrived++ == served) serve(context);
    }
    void on(const Served&, Ctx& context) {
        if (++served != arrived) serve(context);
    }
    void wait(Ctx& context) {
        context.arm(Arrive{}, Wait{.drawn = DelayId{0}, .subject = arrived});
    }
    void serve(Ctx& context) {
        context.arm(Served{}, Wait{.drawn = DelayId{1}, .subject = served});
    }
};

/// Asks, waits for the answer with a time-out, asks the next.
struct Client {
    Nothing memory;
    std::uint32_t asked = 0;
    friend bool operator==(const Client&, const Client&) = default;
    void on(const Started&, Ctx& context) { ask(context); }
    void on(const Answer&, NodeId, Ctx& context) {
        context.cancel(GiveUp{});
        ask(context);
    }
    void on(const GiveUp&, Ctx& context) { ask(context); }
    void ask(Ctx& context) {
        context.request(NodeId{0}, Ask{++asked});
        context.arm(GiveUp{}, seconds(30));
    }
};
struct Server {
    Nothing memory;
    friend bool operator==(const Server&, const Server&) = default;
    void on(const Ask& ask, NodeId from, Ctx& context) { context.reply(from, Answer{ask.number}); }
};

struct Model {
    using Vocabulary = workloads::Vocabulary;
    using Role = std::variant<Server, Client, Holder, Queue>;
    using PlanOf = Plan<Vocabulary>;
    using Store = Vocabulary::Store;
    using Body = Vocabulary::Body;

    static std::vector<Role> roles(const PlanOf& plan) {
        using Kind = Vocabulary::Kind;
        const Vocabulary::Settings& settings = plan.settings;
        const Role role = settings.kind == Kind::hold    ? Role{Holder{}}
                          : settings.kind == Kind::queue ? Role{Queue{}}
                                                         : Role{Client{}};
        std::vector<Role> roles(settings.nodes, role);
        if (settings.kind == Kind::retry) roles[0] = Server{};
        return roles;
    }
    static void ignores(const Connected&);
    static void ignores(const Disconnected&);
    static void ignores(const Started&);
    template <class Take> static void cargo(const Store&, const Body&, Take&&) {}
    template <class Take> static void mentions(const Store&, const Body&, Take&&) {}
    static std::uint64_t subject(const Store&, const Body&) { return 0; }
    static std::uint32_t bytes(const Store&, const Body&) { return 100; }
    static NodeId holder(const World<Model>&, const PlanOf&, PostId) { return no_node; }
    static bool quiet(const World<Model>&, const PlanOf&) { return false; }
    template <class Note> static void audit(const World<Model>&, const PlanOf&, Note&&) {}
    template <class Take>
    static void in_file(const World<Model>&, const PlanOf&, NodeId, FileId, Position, Position,
                        Take&&) {}
};

/// `messages`: more than are ever published, so that nothing is drained; `steps` end the run.
inline Plan<Vocabulary> plan_of(Vocabulary::Settings settings, std::uint64_t steps) {
    Plan<Vocabulary> plan;
    plan.settings = settings;
    plan.messages = 1;
    plan.limits.steps = steps;
    for (std::uint16_t n = 0; n < settings.nodes; ++n)
        plan.wiring.names.push_back("n" + std::to_string(n));
    if (settings.kind == Vocabulary::Kind::retry) {
        for (std::uint16_t n = 1; n < settings.nodes; ++n)
            plan.wiring.channels.push_back({NodeId{n}, NodeId{0}});
        plan.wiring.index_channels();
        WireProfile wire;
        wire.delay = Delay::uniform(microseconds(200), microseconds(400));
        lay_wires(plan.wiring, wire);
    }
    plan.disks.resize(settings.nodes);
    plan.delays = {Delay::exponential(milliseconds(1)), Delay::exponential(microseconds(800))};
    return plan;
}

}  // namespace mqfate::workloads
