// Symmetry of producers keeps the answer: with and without it, all worlds of small scopes.
#include "tests/exhaustive/exchanged_names.hpp"

namespace mqfate::symmetry_test {

using tests::check_same;
using tests::differences;
using tests::differences_on_walks;
using tests::interchangeable_nodes;
using tests::producers;
using tests::renamings;
using tests::scope;

const std::string acks_1 = R"(, "acks": "1", "enable.idempotence": false)";
const std::string broker_dies = R"(, "faults": [{"crash": "b1", "at": "1s"}])";
const std::string answer_lost = R"(, "faults": [{"drop": "ProduceResponse"}])";

TEST_CASE("symmetry: exchanging names before a step and after it is the same, in every world") {
    CHECK(differences(producers(1, {"p", "q"}, 1, acks_1, broker_dies), scope(1, 0, 1, false)) ==
          0);
    CHECK(differences(producers(1, {"p", "q"}, 1, "", answer_lost), scope(0, 1, 1, false)) == 0);
    CHECK(differences(producers(1, {"p", "q", "r"}, 1, acks_1), scope(0, 0, 0, false)) == 0);
    CHECK(differences(producers(2, {"p", "x", "q"}, 1, ""), scope(0, 0, 0, false)) == 0);
}

Scope long_ways() {
    Scope within = scope(1, 1, 2, false);
    within.budget.deviations = 2;
    return within;
}
scenarios::Scenario with_fault(int messages, const std::string& config, const std::string& fault) {
    return producers(2, {"p", "x", "q"}, messages, config + R"(, "batch.size": 0)",
                     R"(, "faults": [)" + fault + "]");
}
const std::string leader_dies = R"({"crash": "b1", "at": "1s"})";
const std::string clients_die = R"({"crash": ["p", "q"], "at": "1s"})";
const std::string either_dies = R"({"crash": "p", "at": "1s"}, {"crash": "q", "at": "1s"})";
const std::string either_is_cut = R"({"isolate": "p", "at": "1s"}, {"isolate": "q", "at": "1s"})";

TEST_CASE("symmetry: nor on long ways, with two brokers, what fails and what is sent again") {
    for (const auto& scenario :
         {with_fault(1, "", R"({"reset": "ProduceRequest"})"),
          with_fault(1, "", R"({"isolate": "b1", "at": "1s"})"), with_fault(2, acks_1, leader_dies),
          with_fault(2, acks_1, R"({"power_loss": ["b1", "b2"], "at": "1s"})"),
          with_fault(2, acks_1, clients_die), with_fault(2, acks_1, either_dies),
          with_fault(1, "", either_is_cut),
          with_fault(1, R"(, "enable.idempotence": false)", clients_die)})
        CHECK(differences_on_walks(scenario, long_ways(), 60) == 0);
}

/// The same on long ways for producers p and q that are not interchangeable, as if they were; on
/// as few as show it.
std::size_t differences_if_forced_far(const scenarios::Scenario& scenario) {
    CHECK(interchangeable_nodes(scenario, Scope{}).empty());
    const auto all_names = renamings(scenario, std::vector<Group>{{{4}, {6}}});
    std::size_t found = 0;
    for (int walks = 25; walks <= 400 && found == 0; walks *= 2)
        found = differences_on_walks(scenario, long_ways(), all_names, walks);
    return found;
}

TEST_CASE("symmetry: it does where a broker dies between two answers of one handler") {
    CHECK(differences_if_forced_far(with_fault(1, "", leader_dies)) > 0);
}

TEST_CASE("symmetry: it does where an id is lost with its producer") {
    CHECK(differences_if_forced_far(with_fault(1, "", clients_die)) > 0);
}

TEST_CASE("symmetry: it does where two have a batch waiting that is served in the order of nodes") {
    CHECK(differences_if_forced_far(producers(2, {"p", "x", "q"}, 2, R"(, "batch.size": 0)")) > 0);
}

/// The same for producers that are not interchangeable, as if they were.
std::size_t differences_if_forced(const scenarios::Scenario& scenario, const Group& group) {
    CHECK(interchangeable_nodes(scenario, Scope{}).empty());
    return differences(scenario, scope(0, 0, 0, false),
                       renamings(scenario, std::vector<Group>{group}));
}

TEST_CASE("symmetry: it does where a broker goes through its clients in an order") {
    // Two wait while the append of a third is flushed, and the first of them goes on first.
    const auto flush = producers(1, {"p", "q", "r"}, 1, acks_1, "", R"(, "flush.messages": 1)");
    CHECK(differences_if_forced(flush, {{3}, {4}, {5}}) > 0);
}

TEST_CASE("symmetry: it does where the choice of a partition goes by who chooses") {
    const auto draws = producers(1, {"p", "q"}, 1, acks_1, "", R"(, "partitions": 5)");
    CHECK(differences_if_forced(draws, {{3}, {4}}) > 0);
}

TEST_CASE("symmetry: the same outcomes in fewer worlds") {
    check_same(producers(1, {"p", "q"}, 1, acks_1, broker_dies), scope(1, 0, 1, false), 47'683,
               15'890);
    check_same(producers(1, {"p", "q"}, 2, acks_1, answer_lost), scope(0, 1, 1, false), 63'285,
               6'969);  // of two late answers, the second is no step
    check_same(producers(1, {"p", "q", "r"}, 1, "", answer_lost), scope(0, 1, 1, false), 15'445,
               548);
    check_same(producers(1, {"p", "q"}, 1, acks_1, R"(, "faults": [)" + either_dies + "]"),
               scope(1, 0, 1, false), 1'177, 349);
}

TEST_CASE("symmetry: a shortest counterexample is as long") {
    const auto lost =
        producers(1, {"p", "q"}, 1, acks_1, R"(, "faults": [{"power_loss": "b1", "at": "1s"}])");
    const auto twice = producers(1, {"p", "q"}, 1, acks_1, answer_lost);
    for (const bool symmetry : {false, true}) {
        tests::check_broken(tests::explored(lost, scope(1, 0, 1, symmetry), {tests::no_loss()}),
                            14);
        tests::check_broken(
            tests::explored(twice, scope(0, 1, 1, symmetry), {tests::no_duplicate()}), 15);
    }
}

}  // namespace mqfate::symmetry_test
