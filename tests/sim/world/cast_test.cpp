#include "sim/world/cast.hpp"

#include <doctest/doctest.h>

namespace mqfate::cast_test {

TEST_CASE("cast: the place of a node among the candidates of a post, in their order") {
    const Post post{"leader of orders/0", {{4}, {2}, {7}}};
    CHECK(post.place_of({4}) == 0);
    CHECK(post.place_of({2}) == 1);
    CHECK(post.place_of({7}) == 2);
}

TEST_CASE("cast: a group has the nodes that are of it, in the order of nodes") {
    Cast cast;
    cast.actors = {{.group = "brokers"}, {.group = ""}, {.group = "brokers", .fails = false}};
    CHECK(cast.group("brokers") == std::vector<NodeId>{{0}, {2}});
    CHECK(cast.group("clients").empty());
    CHECK(Cast{}.group("").empty());
}

}  // namespace mqfate::cast_test
