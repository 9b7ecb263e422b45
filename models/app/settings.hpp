// The application on both sides of a queue: what it publishes, and how it works on what it gets.
//
// The same for every system. A client role of a system has a Publisher or an Application as a part
// of itself (publisher.hpp, application.hpp); these say how each of them behaves.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/ensure.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/strong.hpp"
#include "sim/world/context.hpp"
#include "sim/world/facts.hpp"

namespace mqfate::app {

struct PublisherConfig {
    NodeId node = no_node;
    MessageId first;             ///< its messages are this one and those that follow
    std::uint32_t messages = 0;  ///< that it publishes
    DelayId every = no_delay;    ///< from one message to the next
};

struct ApplicationConfig {
    NodeId node = no_node;
    DelayId work = no_delay;   ///< from the hand-over of a message to its effect
    DelayId after = no_delay;  ///< from the effect to the end of the work on it; no_delay: none
    Ratio effect_at = Ratio::one();  ///< which share of the work comes before the effect
    Branch audience = 0;             ///< which audience of its messages it belongs to
    bool in_database = false;  ///< the effect takes place at the database; else at the node itself
};

struct Settings {
    std::vector<PublisherConfig> publishers;      ///< in the order of their messages
    std::vector<ApplicationConfig> applications;  ///< in the order of nodes
    NodeId database = no_node;
    Duration database_retry = milliseconds(100);  ///< before it is asked again

    /// Requires: it publishes.
    const PublisherConfig& publisher(NodeId node) const { return of(publishers, node); }
    /// Requires: it consumes.
    const ApplicationConfig& application(NodeId node) const { return of(applications, node); }

private:
    // Nodes of one kind lie side by side.
    template <class Config> static const Config& of(const std::vector<Config>& all, NodeId node) {
        const std::size_t place = index(node) - index(all.front().node);
        ENSURE(place < all.size() && all[place].node == node, "an application that is not there");
        return all[place];
    }
};

}  // namespace mqfate::app
