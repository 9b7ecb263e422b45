#include "sim/world/publication.hpp"

#include <doctest/doctest.h>

namespace mqfate::publication_test {

/// Node 4 sends messages 0 and 1 to queue "a", node 5 messages 2 to 4 to queue "b".
Publication two() {
    Publication publication;
    publication.destinations = {{{"a"}, {}}, {{"b"}, {}}};
    publication.publishers = {{NodeId{4}, MessageId{0}, 2, 0}, {NodeId{5}, MessageId{2}, 3, 1}};
    return publication;
}

TEST_CASE("publication: each message goes where its publisher sends") {
    const Publication publication = two();
    for (const std::uint32_t m : {0U, 1U})
        CHECK(publication.of({m}).queues == std::vector<std::string>{"a"});
    for (const std::uint32_t m : {2U, 4U})
        CHECK(publication.of({m}).queues == std::vector<std::string>{"b"});
}

TEST_CASE("publication: without publishers, all messages go to the first destination") {
    Publication publication = two();
    publication.publishers.clear();
    CHECK(publication.of({3}).queues == std::vector<std::string>{"a"});
    CHECK(Publication{}.of({3}).queues.size() == 1);
}

TEST_CASE("publication: who publishes has a seat, and nobody else") {
    const Publication publication = two();
    REQUIRE(publication.seat_of({5}) != nullptr);
    CHECK(publication.seat_of({5})->first == MessageId{2});
    CHECK(publication.seat_of({6}) == nullptr);
}

TEST_CASE("publication: there are audiences if any destination has one") {
    Publication publication = two();
    CHECK_FALSE(publication.has_audiences());
    publication.destinations[1].audiences = {"billing"};
    CHECK(publication.has_audiences());
}

}  // namespace mqfate::publication_test
