// Which node may act before all others: a partial-order reduction.
//
// Two steps of different nodes often lead to the same world in either order: "the producer gets its
// answer, the consumer gets its records" and the reverse. With n such steps there are n! orders and
// 2^n worlds on the way, and only the last world matters. So where a client can act *alone*, only
// its own steps are tried, all of them (what the literature calls a persistent set), and everybody
// else's come after. It can act alone when
//   (1) nothing can go wrong any more: no fault or rule of the plan is left that a budget pays for,
//       every process runs, nothing is paused, cut or withheld; connections, not datagrams;
//   (2) each of its connections is settled: both sides believe the same, no opening or end is under
//       way. The servers keep it so, as the model says (Model::acts_alone);
//   (3) nothing new can arrive at it before it acts: on each connection something is under way to
//       it already, or the server has nothing to answer (Model::may_answer). So its steps are the
//       same whatever the others do meanwhile: its timers are its own, and a way is first in, first
//       out;
//   (4) its steps commute with those of all others, and neither disable the other. A step of a
//       client changes itself, takes from the front of what comes to it and adds to the end of what
//       it sends; it never takes back what is under way to a server that has not ended. What all
//       share is the rest: the store, the ledger, budgets. There the model says whether it commutes
//       (a batch made by one producer and one made by another do not: ids are given in turn);
//   (5) no world is at its end before the client has acted (Model::acts_alone), so the worlds that
//       are judged at the end are all found, after as many steps;
//   (6) something is under way to it, and whatever of it arrives is within the scope.
//
// Why nothing is overlooked. Let a path lead from here to a world that shows what is asked.
//   If the path has a step of the client: the first of these can be taken first, by (3) and (4),
//   and the rest of the path leads to the same world. If it has none: any delivery to the client
//   can be taken, and the path is still there behind it and shows the same. For rules of worlds and
//   steps speak of servers, which the client does not touch, and what is asked of the ledger before
//   the end is asked only if it stays shown (stays_shown()).
// Deliveries to the client are used up after finitely many, by (3) and (6), since clients do not
// send to each other; so the others' turn comes.
//
// With a limited budget of deviations it is off: whether a time-out is early depends on the whole
// world (sim/world/reach.hpp), and so does what traffic is quick.
// Same verdicts and outcomes; a path to something other than an end may be longer.
// Tested by: tests/exhaustive/independence_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <variant>
#include <vector>

#include "sim/explore/world/budget.hpp"
#include "sim/explore/world/choice.hpp"
#include "sim/explore/world/question.hpp"
#include "sim/world/plan.hpp"
#include "sim/world/world.hpp"

namespace mqfate {

/// Whether what a world shows of the question before the end, all worlds after it show as well.
/// "More than one copy was delivered" stays shown, since the ledger's counts only grow; "exactly
/// one was" does not. Other questions would not survive that a client acts first.
inline bool stays_shown(const Question& question) {
    const bool counts =
        question.of == Question::Of::repeats || question.of == Question::Of::confirmed;
    if (!counts) return true;
    const bool wanted = question.property.kind == Property::Kind::sometimes;
    return wanted ? question.most == Question::any : question.least == 0;
}

/// Who takes the step; no_node: nobody, or several.
inline NodeId taker_of(const Choice& choice, const Wiring& wiring) {
    const auto* step = std::get_if<Step>(&choice.what);
    if (step == nullptr) return no_node;
    if (const auto* deliver = std::get_if<Deliver>(step))
        return wiring.channels[index(deliver->channel)].receiver(deliver->way);
    if (const auto* fire = std::get_if<Fire>(step)) return fire->node;
    return no_node;
}

template <class Model> class Independence {
public:
    using V = typename Model::Vocabulary;
    using Connection_ = Connection<typename V::Body>;

    /// `plan` must live longer.
    explicit Independence(const Plan<V>& plan) : plan_(&plan) {}

    /// (1): whether nothing can go wrong any more.
    bool is_calm(const World<Model>& world, const Budget& budget,
                 const std::vector<std::uint8_t>& strikes_left) const {
        if (budget.deviations != Budget::all) return false;
        if (plan_->wiring.transport != Transport::connection) return false;
        if (may_strike(budget, strikes_left)) return false;
        const auto runs = [](const NodeStatus& status) {
            return status.process && !status.paused && !status.stopping;
        };
        return std::all_of(world.nodes.begin(), world.nodes.end(), runs) &&
               std::all_of(world.cuts.begin(), world.cuts.end(), [](auto cut) { return cut == 0; });
    }
    /// (2), (3) and (6), of a client in a calm world.
    bool is_undisturbed(const World<Model>& world, NodeId client) const {
        bool something_comes = false;
        for (std::uint32_t i = 0; i < world.connections.size(); ++i) {
            const Channel& channel = plan_->wiring.channels[i];
            if (channel.server == client) return false;
            if (channel.client != client) continue;
            const Connection_& connection = world.connections[i];
            if (!is_settled(connection)) return false;
            const bool comes = !connection.flow(Way::to_client).empty();
            something_comes = something_comes || comes;
            if (comes) continue;
            if (!connection.flow(Way::to_server).empty()) return false;
            if (Model::may_answer(world, channel.server, client)) return false;
        }
        return something_comes;
    }
    /// All of them.
    bool may_act_alone(const World<Model>& world, NodeId client) const {
        return is_undisturbed(world, client) && Model::acts_alone(*plan_, world, client);
    }
    /// Of `choices`, which are all that the world allows, keeps those of one client if it may act
    /// alone; of several, the one with the fewest.
    void reduce(const World<Model>& world, const Budget& budget,
                const std::vector<std::uint8_t>& strikes_left, std::vector<Choice>& choices) const {
        if (!is_calm(world, budget, strikes_left)) return;
        std::map<NodeId, std::size_t> steps;
        for (const Choice& choice : choices) ++steps[taker_of(choice, plan_->wiring)];
        NodeId alone = no_node;
        for (const auto& [node, count] : steps)
            if (node != no_node && (alone == no_node || count < steps[alone]) &&
                may_act_alone(world, node))
                alone = node;
        if (alone == no_node) return;
        std::erase_if(choices, [&](const Choice& choice) {
            return taker_of(choice, plan_->wiring) != alone;
        });
    }

private:
    static bool is_settled(const Connection_& connection) {
        return connection.client_open == connection.server_open && connection.turns[0] == 0 &&
               connection.turns[1] == 0 && !connection.withheld[0] && !connection.withheld[1] &&
               connection.cuts[0] == 0 && connection.cuts[1] == 0;
    }
    bool may_strike(const Budget& budget, const std::vector<std::uint8_t>& strikes_left) const {
        for (std::size_t i = 0; i < plan_->faults.nodes.size(); ++i) {
            const NodeFault::Kind kind = plan_->faults.nodes[i].kind;
            const bool stops = kind == NodeFault::Kind::crash || kind == NodeFault::Kind::pause ||
                               kind == NodeFault::Kind::shutdown;
            if (strikes_left[i] == 0 || kind == NodeFault::Kind::slow) continue;
            if ((stops ? budget.crashes : budget.losses) > 0) return true;
        }
        return budget.losses + budget.duplicates > 0 && !plan_->faults.rules.empty();
    }

    const Plan<V>* plan_;
};

}  // namespace mqfate
