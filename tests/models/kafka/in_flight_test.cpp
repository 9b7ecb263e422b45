#include "models/kafka/in_flight.hpp"

#include <doctest/doctest.h>

namespace mqfate::kafka::in_flight_test {

using Kind = InFlightRequest::Kind;
using Status = ClientConnection::Status;

ClientConnection ready_with(std::uint32_t requests) {
    ClientConnection connection;
    connection.status = Status::ready;
    for (std::uint32_t i = 0; i < requests; ++i) {
        InFlightRequest& request = connection.requests.push_back({});
        request.items.push_back({PartitionId{0}, BatchId{i}, Slot{i}});
    }
    return connection;
}

ProduceResponse answer_to(std::uint32_t batch, std::uint8_t attempt = 0) {
    ProduceResponse response;
    response.attempt = attempt;
    response.items.push_back({PartitionId{0}, Error::none, BatchId{batch}});
    return response;
}

TEST_CASE("in flight: the limit is per connection and counts requests of all kinds") {
    ClientConnection connection = ready_with(4);
    CHECK(connection.can_send(5));
    connection.requests.push_back({}).kind = Kind::metadata;
    CHECK_FALSE(connection.can_send(5));
    CHECK_FALSE(ClientConnection{}.can_send(5));
}

TEST_CASE("in flight: an answer takes out its request once") {
    ClientConnection connection = ready_with(3);
    REQUIRE(connection.answered(answer_to(1)));
    CHECK_FALSE(connection.answered(answer_to(1)));
    CHECK_EQ(connection.requests.size(), 2);
    CHECK_EQ(connection.requests[0].items[0].batch, BatchId{0});
    CHECK_EQ(connection.requests[1].items[0].batch, BatchId{2});
}

TEST_CASE("in flight: an answer to an earlier attempt is nobody's") {
    ClientConnection connection = ready_with(1);
    CHECK_FALSE(connection.answered(answer_to(0, 1)));
    CHECK_FALSE(connection.answered(Kind::metadata));
}

TEST_CASE("in flight: a connection with one late answer is late") {
    ClientConnection connection = ready_with(2);
    CHECK_FALSE(connection.has_late());
    connection.is_late(1);
    CHECK(connection.has_late());
    connection.answered(answer_to(1));
    CHECK_FALSE(connection.has_late());
}

TEST_CASE("in flight: an expired batch leaves its request where it is") {
    ClientConnection connection = ready_with(2);
    connection.forget({1});
    CHECK_EQ(connection.requests[1].items[0].slot, no_slot);
    CHECK_EQ(connection.requests.size(), 2);
}

TEST_CASE("in flight: the least loaded broker is ready, else being opened, else closed") {
    std::vector<ClientConnection> all(4);
    CHECK_EQ(least_loaded(all, {2}, 5), NodeId{2});
    all[2].status = Status::backing_off;
    CHECK_EQ(least_loaded(all, {2}, 5), NodeId{3});
    all[1].status = Status::opening;
    CHECK_EQ(least_loaded(all, {2}, 5), NodeId{1});
    all[3] = ready_with(2);
    all[0] = ready_with(1);
    CHECK_EQ(least_loaded(all, {2}, 5), NodeId{0});
    CHECK_EQ(least_loaded(all, {2}, 1), NodeId{1});
}

}  // namespace mqfate::kafka::in_flight_test
