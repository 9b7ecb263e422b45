// Symmetry of followers keeps the answer: with and without it, all worlds of small scopes; and
// where they are not interchangeable there are worlds that show why (models/kafka/alike.hpp).
//
// Four brokers: b1 leads, the producer begins at b3, b2 and b4 are interchangeable. Of five also
// b5.
#include "tests/exhaustive/exchanged_names.hpp"

namespace mqfate::follower_symmetry_test {

using tests::check_same;
using tests::differences;
using tests::differences_on_walks;
using tests::interchangeable_nodes;
using tests::kafka;
using tests::renamings;
using tests::scope;

const std::string acks_0 = R"("acks": "0", "enable.idempotence": false)";
const std::string acks_1 = R"("acks": "1", "enable.idempotence": false)";
const std::string acks_all = R"("acks": "all")";
const std::string reader = R"("commit": "after_processing")";
const std::string answer_lost = R"({"drop": "ProduceResponse"})";

std::string of_each(const std::string& fault) {
    return R"({")" + fault + R"(": "b2", "at": "1s"}, {")" + fault + R"(": "b4", "at": "1s"})";
}

TEST_CASE("symmetry of followers: exchanging names before a step and after it is the same") {
    const Scope calm = scope(0, 0, 0, false);
    CHECK(differences(kafka(4, "", 1, acks_all, "", reader), calm) == 0);
    CHECK(differences(kafka(5, "", 1, acks_all, ""), calm) == 0);
    CHECK(differences(kafka(4, "", 1, acks_all, answer_lost), scope(0, 1, 1, false)) == 0);
    CHECK(differences(kafka(4, "", 1, acks_1, of_each("disconnect")), scope(0, 1, 0, false)) == 0);
}

TEST_CASE("symmetry of followers: nor on long ways, while followers fail and come back") {
    const Scope within = scope(2, 2, 1, false);
    for (const char* fault : {"crash", "power_loss", "pause", "isolate", "disconnect"})
        for (const std::string& config : {acks_1, acks_all}) {
            CAPTURE(std::string(fault));
            CHECK(differences_on_walks(kafka(4, "", 2, config, of_each(fault), reader), within,
                                       30) == 0);
        }
}

/// The same for b2 and b4 where they are not interchangeable, as if they were; on as few ways as
/// show it.
std::size_t differences_if_forced(const scenarios::Scenario& scenario, const Scope& within) {
    CHECK(interchangeable_nodes(scenario, within).empty());
    const auto all_names = renamings(scenario, std::vector<Group>{{{1}, {3}}});
    std::size_t found = 0;
    for (int walks = 25; walks <= 400 && found == 0; walks *= 2)
        found = differences_on_walks(scenario, within, all_names, walks);
    return found;
}

TEST_CASE("symmetry of followers: it makes a difference where the leader may die") {
    const std::string leader_dies = R"({"crash": "b1", "at": "1s"})";
    CHECK(differences_if_forced(kafka(4, "", 1, acks_1, leader_dies), scope(1, 0, 0, false)) > 0);
}

TEST_CASE("symmetry of followers: it does where a session may be over out of the order of time") {
    Scope within = scope(0, 0, 0, false);
    within.budget.deviations = 1;
    CHECK(differences_if_forced(kafka(4, "", 1, acks_1, ""), within) > 0);
}

const std::string any_dies = of_each("crash") + R"(, {"crash": "b3", "at": "1s"})";

TEST_CASE("symmetry of followers: it does before the producer has connected") {
    Scope within = scope(1, 0, 1, false);
    within.from_the_start = true;
    CHECK(differences_if_forced(kafka(4, "", 1, acks_1, any_dies), within) > 0);
}

TEST_CASE("symmetry of followers: it does where an answer is lost and nobody is ready") {
    CHECK(differences_if_forced(kafka(4, "", 1, acks_1, any_dies + ", " + answer_lost),
                                scope(2, 2, 2, false)) > 0);
}

TEST_CASE("symmetry of followers: it does where a consumer must look for somebody to ask") {
    const std::string read_lost = R"({"reset": "FetchResponse"})";
    CHECK(differences_if_forced(kafka(4, "", 1, acks_1, read_lost, reader), scope(0, 2, 0, false)) >
          0);
}

TEST_CASE("symmetry of followers: it does where the connection to the leader is full") {
    const std::string one = R"(, "max.in.flight.requests.per.connection": 1)";
    const std::string some_die = any_dies + R"(, {"crash": "b3", "at": "1s"})";
    CHECK(differences_if_forced(kafka(4, "", 2, acks_all + one, some_die), scope(3, 0, 0, false)) >
          0);
}

TEST_CASE("symmetry of followers: the same outcomes in fewer worlds") {
    const Scope calm = scope(0, 0, 0, false);
    check_same(kafka(4, "", 1, acks_all, ""), calm, 158, 101);
    check_same(kafka(5, "", 1, acks_all, ""), calm, 596, 193);
    check_same(kafka(5, "", 1, acks_all, "", reader), calm, 4'692, 1'473);
    check_same(kafka(4, "", 1, acks_all, answer_lost), scope(0, 1, 1, false), 2'206, 1'381);
    check_same(kafka(4, "", 1, acks_1, answer_lost), scope(0, 1, 1, false), 9'204, 5'330);
    check_same(kafka(4, "", 1, acks_all, of_each("disconnect")), scope(0, 1, 0, false), 7'558,
               3'801);
}

// Of the whole scope, with acks=all, they are 491,164 of 982,172, to the same outcome.
TEST_CASE("symmetry of followers: half the worlds near the start where one of them dies") {
    const auto scenario = kafka(4, "", 1, acks_all, of_each("crash"));
    Scope within = scope(1, 0, 0, false);
    constexpr unsigned depth = 14;
    const auto count = [&] { return tests::everything(scenario, within, depth).worlds; };
    CHECK(count() == 6'742);
    within.symmetry = true;
    CHECK(count() == 3'391);
}

TEST_CASE("symmetry of followers: a shortest counterexample is as long") {
    const auto scenario = kafka(4, "", 1, acks_1, answer_lost);
    Scope within = scope(0, 1, 1, false);
    for (const bool symmetry : {false, true}) {
        within.symmetry = symmetry;
        tests::check_broken(tests::explored(scenario, within, {tests::no_duplicate()}), 28);
    }
}

}  // namespace mqfate::follower_symmetry_test
