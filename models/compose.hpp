// A system and the application make a model: what the engine is instantiated for.
//
// A system (models/kafka/system.hpp) names its roles, messages and rules. Its clients have parts of
// the application in them; what the application is besides, the database, is a role of its own.
// Composed<System> puts both into one set of roles, and adds what it says of the application's own
// timers; all else it hands on, so what a system leaves out (symmetry, partial order) is out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "models/app/database.hpp"
#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/reach.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

namespace detail {
template <class, class> struct JoinedOf;
template <class... A, class... B> struct JoinedOf<std::variant<A...>, std::variant<B...>> {
    using type = std::variant<A..., B...>;
};
}  // namespace detail
/// One variant of the alternatives of two.
template <class A, class B> using Joined = typename detail::JoinedOf<A, B>::type;

template <class System> struct Composed : System {
    using Vocabulary = typename System::Vocabulary;
    using Role = Joined<typename System::Role, std::variant<app::Database>>;
    using PlanOf = Plan<Vocabulary>;

    /// The roles by NodeId, before anything has happened. The database comes after the system's.
    static std::vector<Role> roles(const PlanOf& plan) {
        std::vector<Role> all;
        for (auto& role : System::roles(plan))
            std::visit([&](auto& it) { all.emplace_back(std::move(it)); }, role);
        if (plan.settings.app.database != no_node) {
            ENSURE(index(plan.settings.app.database) == all.size(),
                   "the database is the last node");
            all.emplace_back(app::Database{});
        }
        return all;
    }

    /// A role may lack a handler for these: it has no use for the news.
    static void ignores(const Started&);
    static void ignores(const Connected&);
    static void ignores(const Disconnected&);
    static void ignores(const SendBuffer&);

    // ---- for drivers without time
    /// What the timer of `node` may do now.
    static TimerNow timer_now(const World<Composed>& world, const PlanOf& plan,
                              const Reach<Composed>& reach, NodeId node, TimerKey timer) {
        if (timer.kind() == app::PublishNext::kind.code) return TimerNow::begins;
        if (timer.kind() == app::WorkDone::kind.code) return TimerNow::fires;
        if (timer.kind() == app::AskDatabaseAgain::kind.code)
            return world.nodes[index(plan.settings.app.database)].process ? TimerNow::fires
                                                                          : TimerNow::idle;
        return System::timer_now(world, plan, reach, node, timer);
    }
    /// Whether `body` finds its way about (kind.hpp).
    static bool is_quick(const typename Vocabulary::Body& body) { return kind_of(body).quick; }
    /// Sets to one value what only makes the next pause longer.
    static void forget_pauses(Role& role) {
        std::visit(
            [](auto& it) {
                if constexpr (requires { System::forget_pauses(it); }) System::forget_pauses(it);
            },
            role);
    }
};

/// Leaves each publisher at most `most` messages, numbered anew; returns the most that one has
/// then. The system's cast must be made again.
template <class V> std::uint32_t keep_messages(Plan<V>& plan, std::uint32_t most) {
    std::uint32_t longest = 0;
    plan.messages = 0;
    for (app::PublisherConfig& publisher : plan.settings.app.publishers) {
        publisher.first = {plan.messages};
        publisher.messages = std::min(publisher.messages, most);
        longest = std::max(longest, publisher.messages);
        plan.messages += publisher.messages;
    }
    return longest;
}

}  // namespace mqfate
