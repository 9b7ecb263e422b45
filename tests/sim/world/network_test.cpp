#include "sim/world/network.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mqfate::network_test {

/// Writes down what the rules of a connection report.
struct Reports {
    std::string heard;
    void sent(Way way) { heard += way == Way::to_server ? "sent> " : "sent< "; }
    void sent_at_once(Way way) { heard += way == Way::to_server ? "at once> " : "at once< "; }
    void retracted(Way way) { heard += way == Way::to_server ? "retracted> " : "retracted< "; }
    void emptied(Way way) { heard += way == Way::to_server ? "emptied> " : "emptied< "; }
    void lost(Way, int body) { heard += "lost" + std::to_string(body) + " "; }
};

/// A connection and the verbs of its story.
struct Line {
    Connection<int> connection;
    Reports reports;
    Wire<int, Reports> wire{connection, reports};
    bool host = true;
    bool process = true;

    void ask(int body) { wire.send_to_server(std::move(body)); }
    void answer(int body) { wire.send_to_client(std::move(body)); }
    struct Seen {
        bool ended_before;
        bool ended;
        std::optional<int> body;
    };
    Seen at_server() { return seen(wire.arrive_at_server(host, process)); }
    Seen at_client() { return seen(wire.arrive_at_client()); }
    static Seen seen(const Arrival<int>& arrival) {
        return {arrival.ended_before, arrival.ended,
                arrival.body ? std::optional(*arrival.body) : std::nullopt};
    }
    std::string heard() { return std::exchange(reports.heard, {}); }
    std::size_t to_client() const { return connection.flow(Way::to_client).size(); }
    std::size_t to_server() const { return connection.flow(Way::to_server).size(); }
    void open() {
        ask(0);
        CHECK(at_server().body == 0);
        heard();
    }
};

TEST_CASE("network: the first request opens the connection, answers come back in order") {
    Line line;
    line.ask(1);
    line.ask(2);
    CHECK(line.connection.flow(Way::to_server).front().kind == Packet<int>::Kind::opens);
    CHECK(line.at_server().body == 1);
    CHECK(line.at_server().body == 2);
    line.answer(11);
    line.answer(12);
    CHECK(line.at_client().body == 11);
    CHECK(line.at_client().body == 12);
}

TEST_CASE("network: a client that closes loses the answers under way, the server learns later") {
    Line line;
    line.open();
    line.ask(1);
    line.answer(10);
    line.wire.close_client(true);
    CHECK(line.heard() == "sent> sent< lost10 emptied< sent> ");
    CHECK(line.at_server().body == 1);  // what was under way still arrives
    line.answer(11);                    // the end is behind it: nobody will read this
    CHECK(line.heard() == "lost11 ");
    CHECK(line.at_server().ended);
    CHECK_FALSE(line.connection.server_open);
}

TEST_CASE("network: an answer to the old connection never reaches the new one") {
    Line line;
    line.open();
    line.wire.close_client(true);
    line.ask(5);      // a new connection, behind the end of the old one
    line.answer(99);  // the server still thinks of the old one
    CHECK(line.heard() == "sent> sent> lost99 ");
    CHECK(line.at_server().ended);
    CHECK(line.at_server().body == 5);
    line.answer(50);
    CHECK(line.at_client().body == 50);
}

TEST_CASE("network: a process that dies resets its connections after what is under way") {
    Line line;
    line.open();
    line.ask(1);
    line.answer(10);
    line.process = false;
    line.wire.close_server(true);  // its host says so
    CHECK(line.heard() == "sent> sent< lost1 emptied> sent< ");
    CHECK(line.at_client().body == 10);
    CHECK(line.at_client().ended);
    CHECK_FALSE(line.connection.client_open);
}

TEST_CASE(
    "network: a host that dies tells nothing; after its return the old connection is refused") {
    Line line;
    line.open();
    line.host = line.process = false;
    line.wire.close_server(false);
    line.ask(1);
    CHECK_FALSE(line.at_server().body.has_value());
    CHECK(line.heard() == "sent> lost1 ");
    CHECK(line.to_client() == 0);  // silence
    line.host = line.process = true;
    line.ask(2);
    CHECK_FALSE(line.at_server().body.has_value());
    CHECK(line.heard() == "sent> lost2 sent< ");  // the host answers with a reset
    CHECK(line.at_client().ended);
    line.ask(3);
    CHECK(line.at_server().body == 3);
}

TEST_CASE("network: connecting to a dead process on a live host is refused once") {
    Line line;
    line.process = false;
    line.ask(1);
    line.ask(2);
    line.at_server();
    line.at_server();
    CHECK(line.to_client() == 1);
    CHECK(line.at_client().ended);
}

TEST_CASE("network: a client that lost power and returns ends the server's old side first") {
    Line line;
    line.open();
    line.wire.close_client(false);
    CHECK(line.connection.server_open);
    line.ask(7);
    const Line::Seen arrival = line.at_server();
    CHECK(arrival.ended_before);
    CHECK(arrival.body == 7);
}

TEST_CASE("network: what a dead client's server still sends is lost, and its end is told") {
    Line line;
    line.open();
    line.wire.close_client(false);
    line.answer(10);
    CHECK_FALSE(line.at_client().body.has_value());
    CHECK(line.heard() == "sent< lost10 sent> ");
    CHECK(line.at_server().ended);
}

TEST_CASE("network: a withheld answer stops all answers behind it until the connection dies") {
    Line line;
    line.open();
    line.answer(1);
    line.wire.withhold_last(Way::to_client);
    line.answer(2);
    CHECK(line.heard() == "sent< lost1 retracted< lost2 ");
    CHECK(line.to_client() == 0);
    line.ask(5);  // the other way still works
    CHECK(line.at_server().body == 5);
    line.wire.close_client(true);
    line.ask(6);
    CHECK(line.at_server().ended);
    CHECK(line.at_server().body == 6);
    line.answer(60);
    CHECK(line.at_client().body == 60);
}

TEST_CASE("network: a reset ends both sides, each is told once") {
    Line line;
    line.open();
    line.ask(1);
    line.answer(10);
    line.wire.reset();
    CHECK(line.at_client().ended);
    CHECK(line.at_server().ended);
    CHECK(line.to_client() == 0);
    CHECK(line.to_server() == 0);
    CHECK_FALSE(line.connection.client_open);
    CHECK_FALSE(line.connection.server_open);
}

TEST_CASE("network: what a client sends after a reset it has not heard of comes behind the news") {
    Line line;
    line.open();
    line.ask(1);
    line.ask(2);
    line.wire.reset(1);  // between the two
    CHECK(line.heard() == "sent> sent> retracted> lost1 emptied> at once< at once> sent> ");
    CHECK(line.at_server().ended);
    CHECK_FALSE(line.at_server().body);  // it belongs to no connection, and is refused
    CHECK(line.heard() == "lost2 ");
    CHECK(line.at_client().ended);
}

TEST_CASE("network: what had passed the place of a cut arrives before the news of it") {
    Line line;
    line.open();
    line.ask(1);
    line.answer(10);
    line.wire.reset_between({});
    CHECK(line.heard() == "sent> sent< sent< sent> ");
    line.ask(2);      // by a client that does not know yet
    line.answer(11);  // and by a server that does not
    CHECK(line.heard() == "sent> lost11 ");
    CHECK(line.at_server().body == 1);
    CHECK(line.at_server().ended);
    CHECK_FALSE(line.at_server().body);
    CHECK(line.heard() == "lost2 ");
    CHECK(line.at_client().body == 10);
    CHECK(line.at_client().ended);
    CHECK(line.connection == Connection<int>{});
}

TEST_CASE("network: a cut in place of a packet takes that one, and none before it") {
    Line line;
    line.open();
    line.ask(1);
    line.answer(10);
    line.answer(11);
    line.wire.reset_between(Way::to_client);
    CHECK(line.heard() == "sent> sent< sent< lost11 retracted< sent< sent> ");
    CHECK(line.at_client().body == 10);
    CHECK(line.at_client().ended);
    CHECK(line.at_server().body == 1);
    CHECK(line.at_server().ended);
}

TEST_CASE("network: a client that hears of a cut takes nothing out of the server's socket") {
    Line line;
    line.open();
    line.ask(1);
    line.wire.reset_between({});
    line.ask(2);
    CHECK(line.at_client().ended);
    CHECK(line.heard() == "sent> sent< sent> sent> lost2 retracted> ");
    line.ask(3);  // a new connection, behind the end of the old one
    CHECK(line.at_server().body == 1);
    CHECK(line.at_server().ended);
    CHECK(line.at_server().body == 3);
    line.answer(30);
    CHECK(line.at_client().body == 30);
}

TEST_CASE("network: a client that closes before it hears of a cut ends the server's side once") {
    Line line;
    line.open();
    line.ask(1);
    line.wire.reset_between({});
    line.ask(2);
    line.wire.close_client(true);
    line.ask(3);
    CHECK(line.at_server().body == 1);
    CHECK(line.at_server().ended);
    CHECK(line.at_server().body == 3);
    CHECK(line.to_client() == 0);
}

TEST_CASE("network: an opening that a cut takes leaves the server without a connection") {
    Line line;
    line.ask(1);
    line.wire.reset_between(Way::to_server);
    CHECK(line.heard() == "sent> lost1 retracted> sent< ");
    CHECK(line.at_client().ended);
    CHECK(line.connection == Connection<int>{});
}

TEST_CASE("network: an attempt to connect that reaches nobody is forgotten when it is given up") {
    Line line;
    line.ask(1);
    line.ask(2);
    line.wire.close_client(true, false);
    CHECK(line.heard() == "sent> sent> lost2 retracted> lost1 retracted> ");
    CHECK(line.connection == Connection<int>{});
    // Its neighbour: what has reached the server's host arrives.
    line.ask(3);
    line.wire.close_client(true, true);
    CHECK(line.at_server().body == 3);
}

TEST_CASE("network: a host that is back knows nothing of what is sent to it again") {
    Line line;
    line.open();
    line.ask(1);
    line.wire.close_server(false);  // its power went
    CHECK(line.heard() == "sent> ");
    CHECK_FALSE(line.at_server().body);
    CHECK(line.heard() == "lost1 sent< ");
    CHECK(line.at_client().ended);
}

TEST_CASE("network: the reset of an old connection does not end the one that came after it") {
    Line line;
    line.open();
    line.ask(1);
    line.wire.close_server(false);
    line.wire.close_client(true, false);
    line.ask(2);
    CHECK_FALSE(line.at_server().body);   // of the old one
    CHECK_FALSE(line.at_server().ended);  // its end, which means nothing any more
    CHECK(line.at_server().body == 2);
    CHECK(line.to_client() == 0);
}

TEST_CASE("network: an attempt to connect is under way until it arrives or is given up") {
    Line line;
    CHECK(line.connection.attempt() == 0);
    line.ask(1);
    line.ask(2);
    CHECK(line.connection.attempt() == 1);
    line.wire.close_client(true);
    CHECK(line.connection.attempt() == 0);
    line.ask(3);
    CHECK(line.connection.attempt() == 4);  // behind the two and their end
    for (int i = 0; i < 3; ++i) line.at_server();
    CHECK(line.connection.attempt() == 1);
    CHECK(line.wire.arrive_at_server(true, true).opened);
    CHECK(line.connection.attempt() == 0);
    line.ask(4);
    CHECK(line.connection.attempt() == 0);
    CHECK_FALSE(line.wire.arrive_at_server(true, true).opened);
}

TEST_CASE("network: two cuts of one connection are one") {
    Line line;
    line.open();
    line.ask(1);
    line.wire.reset_between({});
    line.wire.reset_between({});
    CHECK(line.heard() == "sent> sent< sent> ");
}

TEST_CASE("network: a connection that was closed and forgotten equals a fresh one") {
    Line line;
    line.open();
    line.wire.close_client(true);
    line.at_server();
    CHECK(line.connection == Connection<int>{});
}

}  // namespace mqfate::network_test
