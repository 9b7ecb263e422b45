// Faults: every verb, every way to say whom and when, as the plan has them.
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "models/kafka/context.hpp"
#include "scenarios/reading/faults.hpp"
#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::faults_test {

using tests::scenario_of;

constexpr NodeId b1{0};
constexpr NodeId b2{1};
constexpr NodeId b3{2};
constexpr NodeId shop{5};  // after controller and coordinator
constexpr NodeId billing{6};

Scenario scenario(const std::string& faults) {
    return scenario_of(R"({"schema_version": 1, "kafka": {
        "topics": {"orders": {"partitions": 2}, "bills": {}},
        "producers": {"shop": {"topic": "orders", "messages": 100}},
        "consumers": {"billing": {"topic": "orders"}}},
        "network": {"racks": {"hall": ["b2", "b3"]}}, "faults": [)" +
                       faults + "]}");
}
FaultPlan plan(const std::string& faults) { return scenario(faults).plan->faults; }
MessageRule rule(const std::string& fault) {
    const FaultPlan read = plan(fault);
    REQUIRE(read.rules.size() == 1);
    CHECK(read.nodes.empty());
    return read.rules[0];
}
NodeFault node_fault(const std::string& fault) {
    const FaultPlan read = plan(fault);
    REQUIRE(read.nodes.size() == 1);
    CHECK(read.rules.empty());
    return read.nodes[0];
}
/// The time of a fault; `when` is the member that says it.
When when(const std::string& member) {
    return node_fault(R"({"crash": "b1", )" + member + "}").when;
}
std::vector<NodeId> struck(const std::string& whom) {
    return node_fault(R"({"crash": )" + whom + R"(, "at": "1s"})").target.nodes;
}
BodyKind body(std::string_view name) {
    const auto code = KindTable::of<kafka::Vocabulary::Body>().named(name);
    REQUIRE(code.has_value());
    return *code;
}
Instant at(Duration since_start) { return Instant{} + since_start; }

TEST_CASE("faults: a verb on a message is a rule for all of its kind, always, from anybody") {
    for (const auto& [text, verdict] :
         {std::pair{R"({"drop": "ProduceResponse"})", Verdict::drop},
          {R"({"reset": "ProduceResponse"})", Verdict::reset},
          {R"({"duplicate": "ProduceResponse"})", Verdict::duplicate},
          {R"({"delay": "ProduceResponse", "by": "20ms"})", Verdict::late}}) {
        CAPTURE(text);
        const MessageRule read = rule(text);
        CHECK(read.verdict == verdict);
        CHECK(read.body == body("ProduceResponse"));
        CHECK(read.from == no_node);
        CHECK(read.to == no_node);
        CHECK(read.probability.is_one());
        CHECK(read.nth == 0);
        CHECK(read.limit == 0);
        CHECK(read.begins == Instant{});
        CHECK(read.ends == Instant::never());
    }
    CHECK(rule(R"({"delay": "any", "by": "20ms"})").extra == Delay::constant(milliseconds(20)));
    CHECK(rule(R"({"drop": "any"})").body == any_body);
}

TEST_CASE("faults: a rule is narrowed by ends, odds, number, limit and window") {
    const MessageRule read = rule(R"({"drop": "FetchResponse", "from": "b2", "to": "billing",
        "probability": "5%", "nth": 3, "limit": 2, "between": ["1s", "2500ms"]})");
    CHECK(read.from == b2);
    CHECK(read.to == billing);
    CHECK(read.probability == Ratio{1, 20});
    CHECK(read.nth == 3);
    CHECK(read.limit == 2);
    CHECK(read.begins == at(seconds(1)));
    CHECK(read.ends == at(milliseconds(2500)));
}

TEST_CASE("faults: process, power and disk are three crashes, with a restart or none") {
    const NodeFault process = node_fault(R"({"crash": "b1", "at": "2s", "restart_after": "5s"})");
    CHECK(process.kind == NodeFault::Kind::crash);
    CHECK(process.crash == CrashKind::process);
    CHECK(process.target.nodes == std::vector{b1});
    CHECK(process.lasts == seconds(5));
    CHECK(process.exit == Delay{});
    CHECK(node_fault(R"({"crash": "b1", "at": "2s", "exit": "35ms"})").exit ==
          Delay::constant(milliseconds(35)));
    CHECK(
        node_fault(R"({"crash": "b1", "at": "2s", "exit": {"uniform": ["10ms", "60ms"]}})").exit ==
        Delay::uniform(milliseconds(10), milliseconds(60)));
    const NodeFault power = node_fault(R"({"power_loss": "b1", "at": "2s", "torn": 0.5})");
    CHECK(power.kind == NodeFault::Kind::crash);
    CHECK(power.crash == CrashKind::power);
    CHECK(power.torn == Ratio{1, 2});
    CHECK_FALSE(power.lasts.has_value());
    CHECK(node_fault(R"({"power_loss": "b1", "at": "2s"})").torn.is_zero());
    CHECK(node_fault(R"({"disk_loss": "b1", "at": "2s"})").crash == CrashKind::disk);
}

TEST_CASE("faults: power goes with the host, or the host stays and closes what the process had") {
    CHECK(node_fault(R"({"power_loss": "b1", "at": "2s", "host": "goes"})").crash ==
          CrashKind::power);
    const NodeFault stays = node_fault(
        R"({"power_loss": "b1", "at": "2s", "host": "stays", "exit": "35ms", "torn": 0.5})");
    CHECK(stays.crash == CrashKind::page_cache);
    CHECK(stays.exit == Delay::constant(milliseconds(35)));
    CHECK(stays.torn == Ratio{1, 2});
}

TEST_CASE("faults: a shutdown asks processes to end, with a limit to patience, or one by one") {
    const NodeFault one = node_fault(R"({"shutdown": "b1", "at": "2s", "restart_after": "5s"})");
    CHECK(one.kind == NodeFault::Kind::shutdown);
    CHECK(one.target.nodes == std::vector{b1});
    CHECK(one.lasts == seconds(5));
    CHECK(one.patience == seconds(90));
    CHECK_FALSE(one.one_by_one);
    CHECK(node_fault(R"({"shutdown": "shop", "at": "2s", "kill_after": "30s"})").patience ==
          seconds(30));
    const NodeFault rolling = node_fault(
        R"({"shutdown": "all brokers", "one_by_one": true, "at": "2s", "restart_after": "1s"})");
    CHECK(rolling.one_by_one);
    CHECK(rolling.target.nodes == std::vector{b1, b2, b3});
    CHECK(node_fault(R"({"shutdown": "leader of orders/0", "at": "2s"})").target.post == PostId{0});
}

TEST_CASE("faults: a pause stops a node for a time, and a slow node has a delay") {
    const NodeFault pause = node_fault(R"({"pause": "b2", "at": "1s", "for": "3s"})");
    CHECK(pause.kind == NodeFault::Kind::pause);
    CHECK(pause.lasts == seconds(3));
    const NodeFault slow =
        node_fault(R"({"slow": "b2", "by": {"exponential": "5ms"}, "at": "1s"})");
    CHECK(slow.kind == NodeFault::Kind::slow);
    CHECK(slow.slow_by == Delay::exponential(milliseconds(5)));
    CHECK_FALSE(slow.lasts.has_value());
}

TEST_CASE("faults: a cut is of all pairs across it, in both ways or in one") {
    const FaultPlan both = plan(R"({"cut": [["b1"], ["b2", "shop"]], "at": "1s", "for": "4s"})");
    REQUIRE(both.cuts.size() == 1);
    CHECK(both.cuts[0] == CutPairs{{b1, b2}, {b2, b1}, {b1, shop}, {shop, b1}});
    CHECK(both.nodes.at(0).kind == NodeFault::Kind::cut);
    CHECK(both.nodes[0].lasts == seconds(4));
    const FaultPlan one = plan(R"({"cut": ["rack hall", "b1"], "one_way": true, "at": "1s"})");
    CHECK(one.cuts.at(0) == CutPairs{{b2, b1}, {b3, b1}});
}

TEST_CASE("faults: an isolated node is cut from all others, isolated nodes keep each other") {
    const FaultPlan one = plan(R"({"isolate": "b1", "at": "1s"})");
    CHECK(one.cuts.at(0).size() == 2 * 6);  // six other nodes, both ways
    const FaultPlan rack = plan(R"({"isolate": "rack hall", "at": "1s"})");
    REQUIRE(rack.cuts.size() == 1);
    CHECK(rack.cuts[0].size() == 2 * 2 * 5);
    for (const auto& [from, to] : rack.cuts[0])
        CHECK((from == b2 || from == b3) != (to == b2 || to == b3));
}

TEST_CASE("faults: whoever leads is isolated by a cut for each broker, after earlier cuts") {
    const FaultPlan read = plan(R"({"isolate": "b3", "at": "1s"},
                                   {"isolate": "leader of orders/1", "at": "2s"})");
    REQUIRE(read.cuts.size() == 1 + 3);
    CHECK(read.nodes.at(0).cut == 0);
    CHECK(read.nodes.at(1).cut == 1);
    CHECK(read.nodes[1].target.post == PostId{1});
    CHECK(read.nodes[1].target.nodes.empty());
    const std::vector<NodeId> candidates{b2, b3, b1};  // in the order of the replicas
    for (std::size_t n = 0; n < candidates.size(); ++n)
        for (const auto& [from, to] : read.cuts[1U + n])
            CHECK((from == candidates[n]) != (to == candidates[n]));
}

TEST_CASE("faults: a cut against whoever leads is one for each that may, at its side of the cut") {
    const FaultPlan read = plan(R"({"cut": [["b1"], ["b2"]], "at": "1s"},
        {"cut": ["leader of orders/1", "all brokers"], "at": "2s"},
        {"cut": [["shop"], ["leader of orders/0"]], "one_way": true, "at": "3s"})");
    REQUIRE(read.cuts.size() == 1 + 3 + 3);
    CHECK(read.nodes.at(1).cut == 1);
    CHECK(read.nodes[1].target.post == PostId{1});
    // Candidates come in the order of the replicas: b2, b3, b1. Nobody is cut from itself.
    CHECK(read.cuts[1] == CutPairs{{b2, b1}, {b1, b2}, {b2, b3}, {b3, b2}});
    CHECK(read.cuts[3] == CutPairs{{b1, b2}, {b2, b1}, {b1, b3}, {b3, b1}});
    CHECK(read.nodes.at(2).cut == 4);
    CHECK(read.nodes[2].target.post == PostId{0});
    CHECK(read.cuts[4] == CutPairs{{shop, b1}});
    CHECK(read.cuts[6] == CutPairs{{shop, b3}});
}

TEST_CASE("faults: whom: a node, a list, a rack, all brokers, or the leader of a partition") {
    CHECK(struck(R"("b2")") == std::vector{b2});
    CHECK(struck(R"(["b3", "shop"])") == std::vector{b3, shop});
    CHECK(struck(R"("rack hall")") == std::vector{b2, b3});
    CHECK(struck(R"("all brokers")") == std::vector{b1, b2, b3});
    const Target leader = node_fault(R"({"crash": "leader of bills/0", "at": "1s"})").target;
    CHECK(leader.post == PostId{2});  // after the two partitions of orders
    CHECK(leader.nodes.empty());
}

TEST_CASE("faults: when: at an instant, in a window, or again and again") {
    CHECK(when(R"("at": "1500ms")").kind == When::Kind::at);
    CHECK(when(R"("at": "1500ms")").from == at(milliseconds(1500)));
    const When window = when(R"("between": ["1s", "2s"])");
    CHECK(window.kind == When::Kind::window);
    CHECK(window.from == at(seconds(1)));
    CHECK(window.until == at(seconds(2)));
    const NodeFault rate = node_fault(R"({"crash": "b1", "every": {"exponential": "10s"},
                                          "restart_after": "1s", "limit": 4})");
    CHECK(rate.when.kind == When::Kind::rate);
    CHECK(rate.when.gap == Delay::exponential(seconds(10)));
    CHECK(rate.limit == 4);
}

TEST_CASE("faults: when: at a fact about a message, which people count from 1") {
    const When third = when(R"("when": {"fact": "confirmed", "message": 3, "after": "5ms"})");
    CHECK(third.kind == When::Kind::moment);
    CHECK(third.moment.of == Moment::Of::fact);
    CHECK(third.moment.fact == FactKind::confirmed);
    CHECK(third.moment.message == MessageId{2});
    CHECK(third.moment.nth == 1);
    CHECK(third.after == milliseconds(5));
    const When any = when(R"("when": {"fact": "copied", "by": "b2", "nth": 7})");
    CHECK(any.moment.fact == FactKind::copied);
    CHECK_FALSE(any.moment.message.has_value());
    CHECK(any.moment.from == b2);
    CHECK(any.moment.nth == 7);
    CHECK(any.after == Duration{});
}

TEST_CASE("faults: when: as a message of a kind is sent, by one node to another") {
    const Moment read =
        when(R"("when": {"sent": "ProduceResponse", "from": "b1", "to": "shop", "nth": 2})").moment;
    CHECK(read.of == Moment::Of::sent);
    CHECK(read.body == body("ProduceResponse"));
    CHECK(read.from == b1);
    CHECK(read.to == shop);
    CHECK(read.nth == 2);
}

TEST_CASE("faults: texts are as the file wrote them, those of rules first") {
    const std::string crash = R"({"crash": "b1", "at": "1s"})";
    const std::string drop = R"({"drop": "any", "nth": 1})";
    const Scenario read = scenario(crash + ", " + drop);
    const auto spaceless = [](std::string text) {
        std::erase(text, ' ');
        return text;
    };
    REQUIRE(read.fault_texts.size() == 2);
    CHECK(spaceless(read.fault_texts[0]) == spaceless(drop));
    CHECK(spaceless(read.fault_texts[1]) == spaceless(crash));
    CHECK(read.plan->faults.rules.at(0).label == read.fault_texts[0]);
    CHECK(read.plan->faults.nodes.at(0).label == read.fault_texts[1]);
    CHECK(plan("").empty());
}

struct Ack {
    static constexpr KindName kind{.code = 2, .name = "Ack"};
};
struct Set {
    static constexpr KindName kind{.code = 4, .name = "Set"};
};

/// The names of a system that has nothing of Kafka's.
FaultNames other_names() {
    FaultNames names;
    names.nodes = {"r1", "r2", "r3", "app", "witness"};
    names.groups = {{"all replicas", {NodeId{0}, NodeId{1}, NodeId{2}}}};
    names.posts = {.of = "master of ",
                   .what = "shard",
                   .form = "SHARD",
                   .names = {"s1", "s2"},
                   .candidates = {{NodeId{1}, NodeId{2}}, {NodeId{0}, NodeId{2}}}};
    names.racks = {{"hall", {NodeId{2}}}};
    names.bodies = KindTable::of<std::variant<Set, Ack>>();
    names.steady = {NodeId{4}};
    names.who_fails = "a replica or an application";
    names.messages = 3;
    return names;
}
struct OtherRead {
    FaultsPart part;
    Errors errors{"other.json"};
    explicit OtherRead(const std::string& faults) {
        const auto document = Document::parse(R"({"faults": [)" + faults + "]}", "other.json");
        REQUIRE(document.has_value());
        Reader root(*document, errors);
        part = read_faults(root.array("faults"), other_names());
    }
};

TEST_CASE("faults: the same grammar has any system's groups, posts, racks and messages") {
    const OtherRead read(R"({"crash": "all replicas", "at": "1s"},
        {"crash": "master of s2", "at": "1s"}, {"isolate": "master of s1", "at": "1s"},
        {"pause": "rack hall", "at": "1s"}, {"drop": "Ack", "to": "app"})");
    CHECK_MESSAGE(read.errors.empty(), read.errors.text());
    const FaultPlan& plan = read.part.plan;
    REQUIRE(plan.nodes.size() == 4);
    CHECK(plan.nodes[0].target.nodes == std::vector<NodeId>{NodeId{0}, NodeId{1}, NodeId{2}});
    CHECK(plan.nodes[1].target.post == PostId{1});
    CHECK(plan.nodes[2].target.post == PostId{0});
    CHECK(plan.nodes[3].target.nodes == std::vector<NodeId>{NodeId{2}});
    // One cut for each that may hold the post: r2, then r3; both ways to four others.
    REQUIRE(plan.cuts.size() == 2);
    CHECK(plan.cuts[0].size() == 8);
    CHECK(plan.cuts[0].front().first == NodeId{1});
    CHECK(plan.cuts[1].front().first == NodeId{2});
    REQUIRE(plan.rules.size() == 1);
    CHECK(plan.rules[0].body == 2);
    CHECK(plan.rules[0].to == NodeId{3});
}

TEST_CASE("faults: what is wrong is told in the words of the system") {
    const auto said = [](const std::string& fault) { return OtherRead(fault).errors.text(); };
    const auto has = [](const std::string& text, const std::string& part) {
        CAPTURE(text);
        CHECK(text.find(part) != std::string::npos);
    };
    has(said(R"({"crash": "b1", "at": "1s"})"),
        R"(a node, "all replicas", "rack NAME" or "master of SHARD"; nodes: r1, r2)");
    has(said(R"({"crash": "master of s3", "at": "1s"})"), R"(no shard is called "s3")");
    has(said(R"({"crash": "leader of s1", "at": "1s"})"), R"(no node is called "leader of s1")");
    has(said(R"({"crash": "witness", "at": "1s"})"), "a replica or an application");
    has(said(R"({"drop": "ProduceResponse"})"), "one of: Set, Ack");
    // A host that is gone closes nothing; a crash of a process never takes it.
    has(said(R"({"power_loss": "r1", "at": "1s", "exit": "35ms"})"), R"("exit")");
    has(said(R"({"crash": "r1", "at": "1s", "host": "stays"})"), R"("host")");
    has(said(R"({"power_loss": "r1", "at": "1s", "host": "up"})"), "stays");
}

}  // namespace mqfate::scenarios::faults_test
