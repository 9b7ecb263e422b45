#include "sim/world/kernel.hpp"

#include <algorithm>
#include <string>

#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::kernel_test {

using toy::client;
using toy::server;
constexpr ChannelId line{0};

/// Writes down what the kernel tells its driver.
struct Diary {
    std::string text;
    bool strikes_now = true;
    const char* interrupt_at = nullptr;  ///< a word after which the moment has come

    void say(const std::string& word) { text += word + " "; }
    static std::string arrow(Way way) { return way == Way::to_server ? ">" : "<"; }

    bool strikes(std::size_t, ChannelId, Way, const toy::Vocabulary::Body&) { return strikes_now; }
    void sent(ChannelId, Way way) { say("sent" + arrow(way)); }
    void sent_at_once(ChannelId, Way way) { say("sent at once" + arrow(way)); }
    void retracted(ChannelId, Way way) { say("retracted" + arrow(way)); }
    void emptied(ChannelId, Way way) { say("emptied" + arrow(way)); }
    void sent_datagram() { say("datagram"); }
    void dropped_datagram(std::uint32_t) { say("gone"); }
    void lost(ChannelId, Way way, const toy::Vocabulary::Body&) { say("lost" + arrow(way)); }
    void armed(NodeId, std::uint32_t, bool again, TimerKey, const Wait&) {
        say(again ? "rearmed" : "armed");
    }
    void disarmed(NodeId, std::uint32_t) { say("disarmed"); }
    void all_disarmed(NodeId) { say("all-disarmed"); }
    void wrote(NodeId, FileId) { say("wrote"); }
    void sync_asked(NodeId) { say("sync"); }
    void syncs_dropped(NodeId) { say("syncs-dropped"); }
    void noted(const Fact& fact) { say("fact" + std::to_string(static_cast<int>(fact.kind))); }
    bool interrupted() const { return interrupt_at && text.ends_with(interrupt_at); }
};

std::string fact(FactKind kind) { return "fact" + std::to_string(static_cast<int>(kind)) + " "; }

struct Stage {
    explicit Stage(Plan<toy::Vocabulary> p = toy::calm_plan(3)) : plan(std::move(p)) {
        take(Start{server});
        take(Start{client});
        heard();
    }
    Plan<toy::Vocabulary> plan;
    World<toy::Model> world = empty_world<toy::Model>(plan, toy::Model::roles(plan));
    std::vector<Effect<toy::Vocabulary>> effects;
    Diary diary;
    Kernel<toy::Model, Diary> kernel{world, plan, effects, diary};

    void take(const Step& step) { kernel.take(step); }
    std::string heard() { return std::exchange(diary.text, {}); }
    void publish() {
        const std::uint32_t next = world.timers[index(client)].find(pack(toy::PublishNext{}));
        REQUIRE(next != TimerSet::nowhere);
        take(Fire{client, next});
    }
};

TEST_CASE("kernel: a step's effects are applied in the order in which the role asked for them") {
    Stage s;
    s.publish();
    CHECK(s.heard() == fact(FactKind::published) + "sent> armed armed ");
    s.take(Deliver{line, Way::to_server});
    CHECK(s.heard() == "wrote " + fact(FactKind::appended) + "sent< ");
    CHECK(s.world.disks[0].files[0].written == Position{1});
    s.take(Deliver{line, Way::to_client});
    CHECK(s.heard() == "disarmed " + fact(FactKind::confirmed));
}

TEST_CASE("kernel: the same step from the same world gives the same world") {
    Stage one;
    one.publish();
    Stage other;
    other.world = one.world;
    CHECK(other.world == one.world);
    one.take(Deliver{line, Way::to_server});
    CHECK_FALSE(other.world == one.world);
    other.take(Deliver{line, Way::to_server});
    CHECK(other.world == one.world);
}

TEST_CASE("kernel: a moment inside a handler cuts the rest of its effects off") {
    Stage s;
    s.publish();
    s.heard();
    const std::string appended = fact(FactKind::appended);
    s.diary.interrupt_at = appended.c_str();
    s.take(Deliver{line, Way::to_server});
    CHECK(s.heard() == "wrote " + appended);  // and no answer
    CHECK(s.world.connections[0].flow(Way::to_client).empty());
}

Plan<toy::Vocabulary> of_who_waits_longer_once_connected() {
    auto plan = toy::calm_plan(3);
    plan.settings.once_connected = seconds(1);
    return plan;
}

TEST_CASE("kernel: a client is told that it is connected by the first message that arrives") {
    Stage s(of_who_waits_longer_once_connected());
    s.publish();
    s.publish();
    s.heard();
    SUBCASE("whatever cuts the server's handler short") {
        s.diary.interrupt_at = "wrote ";
        s.take(Deliver{line, Way::to_server});
        CHECK(s.heard() == "wrote rearmed rearmed ");
    }
    SUBCASE("once") {
        s.take(Deliver{line, Way::to_server});
        CHECK(s.heard() == "wrote " + fact(FactKind::appended) + "sent< rearmed rearmed ");
        s.take(Deliver{line, Way::to_server});
        CHECK(s.heard() == "wrote " + fact(FactKind::appended) + "sent< ");
    }
    SUBCASE("unless nothing gets back to it") {
        s.world.connections[0].cuts[static_cast<std::size_t>(Way::to_client)] = 1;
        s.take(Deliver{line, Way::to_server});
        CHECK(s.heard() == "wrote " + fact(FactKind::appended) + "sent< ");
    }
    SUBCASE("unless it stands still, or has given the connection up") {
        SUBCASE("") { s.take(Pause{client}); }
        SUBCASE("") {
            const TimerSet& timers = s.world.timers[index(client)];
            s.take(Fire{client, timers.find(pack(toy::AskAgain{RecordIndex{0}}))});
        }
        s.heard();
        s.take(Deliver{line, Way::to_server});
        CHECK(s.heard() == "wrote " + fact(FactKind::appended) +
                               (s.world.nodes[index(client)].paused ? "sent< " : "lost< "));
    }
}

TEST_CASE("kernel: the host of a process that stands still accepts, and the message waits") {
    Stage s(of_who_waits_longer_once_connected());
    s.take(Pause{server});
    s.publish();
    s.heard();
    s.take(Accept{line, 0});
    CHECK(s.heard() == "rearmed ");
    CHECK(s.world.connections[0].attempt() == 1);
    CHECK_FALSE(s.world.connections[0].server_open);
}

TEST_CASE("kernel: a process crash takes memory, timers and connections; its files stay") {
    Stage s;
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.heard();
    s.take(Crash{server, CrashKind::process});
    CHECK(s.heard() == "all-disarmed syncs-dropped sent< ");  // the end of the connection is told
    CHECK(std::get<toy::Server>(s.world.roles[0]).durable.log.size() == 1);
    CHECK(s.world.nodes[0].host);
    CHECK_FALSE(s.world.nodes[0].process);
}

TEST_CASE("kernel: a power loss takes what is not synced, as a fact, and tells nobody") {
    Stage s;
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.take(Deliver{line, Way::to_client});
    s.heard();
    s.take(Crash{server, CrashKind::power});
    CHECK(s.heard() == "all-disarmed syncs-dropped " + fact(FactKind::removed));
    CHECK(std::get<toy::Server>(s.world.roles[0]).durable.log.empty());
    CHECK_FALSE(s.world.nodes[0].host);
}

TEST_CASE("kernel: the loss of the page cache takes what is not synced, and its host tells") {
    Stage s;
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.take(Deliver{line, Way::to_client});
    s.heard();
    s.take(Crash{server, CrashKind::page_cache});
    CHECK(s.heard() == "all-disarmed syncs-dropped " + fact(FactKind::removed) + "sent< ");
    CHECK(std::get<toy::Server>(s.world.roles[0]).durable.log.empty());
    CHECK(s.world.nodes[0].host);
    CHECK_FALSE(s.world.nodes[0].process);
}

TEST_CASE("kernel: the page cache may go after its process, and then ends no connection again") {
    Stage s;
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.take(Crash{server, CrashKind::process});
    s.heard();
    s.take(Crash{server, CrashKind::page_cache});
    CHECK(s.heard() == "all-disarmed syncs-dropped " + fact(FactKind::removed));
}

TEST_CASE("kernel: a moment inside a crash cuts nothing off: all that it takes is told") {
    Stage s;
    for (int message = 0; message < 2; ++message) {
        s.publish();
        s.take(Deliver{line, Way::to_server});
    }
    s.heard();
    const std::string removed = fact(FactKind::removed);
    s.diary.interrupt_at = removed.c_str();
    s.take(Crash{server, CrashKind::power});
    CHECK(s.heard() == "all-disarmed syncs-dropped " + removed + removed);
}

TEST_CASE("kernel: what the disk has written back outlives the power") {
    Stage s;
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.take(WriteBack{server, toy::log_file});
    s.take(Crash{server, CrashKind::power});
    CHECK(std::get<toy::Server>(s.world.roles[0]).durable.log.size() == 1);
}

TEST_CASE("kernel: a sync that is done is told to the role") {
    auto plan = toy::calm_plan(1);
    plan.settings.syncs = true;
    Stage s(plan);
    s.publish();
    s.heard();
    s.take(Deliver{line, Way::to_server});
    CHECK(s.heard() == "wrote " + fact(FactKind::appended) + "sync ");
    s.take(FinishSync{server});
    CHECK(s.heard() == "sent< ");
    CHECK(s.world.disks[0].files[0].synced == Position{1});
}

TEST_CASE("kernel: a dropped packet is taken back, its cargo never arrives, its way is withheld") {
    auto plan = toy::calm_plan(3);
    plan.faults.rules = {toy::rule(Verdict::drop, toy::ask_kind)};
    Stage s(plan);
    s.publish();
    CHECK(s.heard() == fact(FactKind::published) + "sent> lost> " + fact(FactKind::never_arrived) +
                           "retracted> armed armed ");
    CHECK(s.world.connections[0].flow(Way::to_server).empty());
    s.diary.strikes_now = false;
    s.publish();
    CHECK(s.heard() ==
          fact(FactKind::published) + "lost> " + fact(FactKind::never_arrived) + "armed armed ");
}

TEST_CASE("kernel: a rule with a budget stops when it is used up") {
    auto plan = toy::calm_plan(3);
    plan.faults.rules = {toy::rule(Verdict::reset, toy::ask_kind)};
    plan.faults.rules[0].limit = 1;
    Stage s(plan);
    s.publish();
    CHECK(s.world.rules[0].struck == 1);
    CHECK(s.heard().find("lost>") != std::string::npos);
    s.publish();
    CHECK(s.heard().find("lost>") == std::string::npos);
}

TEST_CASE("kernel: a datagram that is duplicated is under way twice, and arrives in any order") {
    auto plan = toy::calm_plan(3);
    plan.wiring.transport = Transport::datagram;
    plan.faults.rules = {toy::rule(Verdict::duplicate, toy::ask_kind)};
    Stage s(plan);
    s.publish();
    CHECK(s.world.datagrams.size() == 2);
    s.heard();
    s.take(DeliverDatagram{1});
    CHECK(s.heard() == "gone wrote " + fact(FactKind::appended) + "datagram ");
    s.take(LoseDatagram{0});
    CHECK(s.heard() == "gone lost> " + fact(FactKind::never_arrived));
}

TEST_CASE("kernel: two cuts over one way both have to heal") {
    auto plan = toy::calm_plan(1);
    plan.faults.cuts = {{{client, server}}, {{client, server}, {server, client}}};
    Stage s(plan);
    s.take(CutOff{0});
    s.take(CutOff{1});
    s.take(CutOff{1});  // already in force: nothing
    CHECK(s.world.connections[0].blocked(Way::to_server));
    CHECK(s.world.connections[0].blocked(Way::to_client));
    s.take(Heal{1});
    CHECK(s.world.connections[0].blocked(Way::to_server));
    CHECK_FALSE(s.world.connections[0].blocked(Way::to_client));
    s.take(Heal{0});
    CHECK_FALSE(s.world.connections[0].blocked(Way::to_server));
    CHECK(s.world.cuts == std::vector<std::uint8_t>{0, 0});
}

// ---- the end in good order

TEST_CASE("kernel: a process that is asked to end is told, and ends by the step after it says so") {
    Plan<toy::Vocabulary> plan = toy::calm_plan(3);
    plan.settings.syncs = true;
    Stage s(plan);
    s.publish();
    s.take(Deliver{line, Way::to_server});
    s.take(ShutDown{server});
    CHECK(s.world.nodes[0].stopping);
    CHECK(s.world.nodes[0].process);
    CHECK(s.kernel.leaving() == no_node);  // an answer waits for the disk
    s.heard();
    s.take(FinishSync{server});
    CHECK(s.heard() == "sent< ");
    CHECK(s.kernel.leaving() == server);
    CHECK(s.kernel.leaving() == no_node);  // told once
    s.take(Exit{server});
    CHECK_FALSE(s.world.nodes[0].process);
    CHECK_FALSE(s.world.nodes[0].stopping);
    CHECK(s.world.nodes[0].host);
    CHECK(s.world.disks[0].files[0].synced == Position{1});
    // The answer was sent before the connection was closed.
    s.take(Deliver{line, Way::to_client});
    CHECK(s.heard().find(fact(FactKind::confirmed)) != std::string::npos);
}

TEST_CASE("kernel: a role that knows nothing of an end is at its end at once") {
    Stage s;
    s.take(ShutDown{client});
    CHECK(s.kernel.leaving() == client);
}

}  // namespace mqfate::kernel_test
