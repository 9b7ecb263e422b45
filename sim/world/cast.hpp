// The cast of a plan: what its nodes are, beyond their names, and the posts that they may hold.
//
// A post is held by one node at a time, or by nobody: "leader of orders/0", "master". Faults name a
// post; who holds it in a world is for the system to say (Model::holder).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/strong.hpp"

namespace mqfate {

using PostId = Strong<struct PostTag, std::uint16_t>;

struct Post {
    std::string name;                ///< as faults name it
    std::vector<NodeId> candidates;  ///< nobody else ever holds it
    friend bool operator==(const Post&, const Post&) = default;

    /// The place of `node` among the candidates. Requires: it is one.
    std::uint16_t place_of(NodeId node) const {
        return static_cast<std::uint16_t>(std::find(candidates.begin(), candidates.end(), node) -
                                          candidates.begin());
    }
};

struct Actor {
    std::string group;  ///< "brokers": faults name all of a group as "all brokers"; may be empty
    /// Whether its process may die, or stand still. One that stands for many does not.
    bool fails = true;
    friend bool operator==(const Actor&, const Actor&) = default;
};

struct Cast {
    std::vector<Actor> actors;  ///< by NodeId
    std::vector<Post> posts;    ///< by PostId

    std::vector<NodeId> group(const std::string& name) const {
        std::vector<NodeId> members;
        for (std::uint16_t n = 0; n < actors.size(); ++n)
            if (actors[n].group == name) members.push_back({n});
        return members;
    }
};

}  // namespace mqfate
