// The classic results about Kafka, by every order of steps within a small scope. Counts and lengths
// are recorded: a change of them is a change of the model, and its commit says which.
#include <string>

#include "tests/exhaustive/kafka_search.hpp"

namespace mqfate::kafka_test {

using tests::check_broken;
using tests::check_holds;
using tests::explored;
using tests::kafka;
using tests::no_duplicate;
using tests::no_loss;
using tests::no_reordering;
using tests::scope;

TEST_CASE("kafka, explored: acks=1 loses what the leader alone had") {
    const auto acks_1 = kafka(3, "", 1, R"("acks": "1")", R"({"crash": "b1", "at": "1s"})");
    check_broken(explored(acks_1, scope(1, 0, 1), {no_loss()}), 18);
    check_holds(explored(acks_1, scope(0, 0, 1), {no_loss(), tests::ends()}), 52);
}

TEST_CASE("kafka, explored: acks=all, min.insync.replicas=2 loses nothing when one of two dies") {
    const auto two = [](const std::string& min_isr) {
        return kafka(2, R"("min.insync.replicas": )" + min_isr, 1, R"("acks": "all")",
                     R"({"crash": "b1", "at": "1s"})");
    };
    check_holds(explored(two("2"), scope(1, 0, 1), {no_loss(), tests::ends()}), 123'600);
}

TEST_CASE("kafka, explored: a rack's power takes what nobody has flushed, and flushing keeps it") {
    const auto rack = [](int brokers, const std::string& flush) {
        const std::string all = brokers == 2 ? R"(["b1", "b2"])" : R"("b1")";
        return kafka(brokers, flush, 1, R"("acks": "all")",
                     R"({"power_loss": )" + all + R"(, "at": "1s"})");
    };
    const std::string flushed = R"("log.flush.interval.messages": 1)";
    const std::string two = R"("min.insync.replicas": 2)";
    check_broken(explored(rack(1, ""), scope(1, 0, 1), {no_loss()}), 11);
    check_broken(explored(rack(2, two), scope(1, 0, 1), {no_loss()}), 16);
    // What is sent to a host without power waits for it, so there is no step that loses it there.
    check_holds(explored(rack(1, flushed), scope(1, 0, 1), {no_loss(), tests::ends()}), 1'540);
}

const std::string lost_answer = R"({"drop": "ProduceResponse", "to": "shop", "probability": 0.1})";
const std::string reset = R"({"reset": "ProduceRequest", "from": "shop", "probability": 0.1})";

TEST_CASE("kafka, explored: a retry without idempotence duplicates, with it it does not") {
    const auto retry = [](const std::string& idempotence) {
        return kafka(2, "", 1, R"("enable.idempotence": )" + idempotence, lost_answer);
    };
    check_broken(explored(retry("false"), scope(0, 1, 1), {no_duplicate()}), 18);
    check_holds(explored(retry("true"), scope(0, 1, 2), {no_duplicate(), tests::ends()}), 140);
}

TEST_CASE("kafka, explored: retries reorder with more than one in flight and no idempotence") {
    const auto retry = [](const std::string& config) {
        return kafka(2, "", 2, R"("batch.size": 0, "enable.idempotence": )" + config, reset);
    };
    const std::string one = R"(false, "max.in.flight.requests.per.connection": 1)";
    check_broken(explored(retry("false"), scope(0, 1, 2), {no_reordering()}), 20);
    check_holds(explored(retry(one), scope(0, 1, 2), {no_reordering(), tests::ends()}), 399);
    check_holds(explored(retry("true"), scope(0, 1, 2), {no_reordering(), tests::ends()}), 720);
}

TEST_CASE(
    "kafka, explored: a commit before the work loses and never repeats; after it, the other") {
    const auto reader = [](const std::string& commit) {
        return kafka(1, "", 1, R"("acks": "all")", R"({"crash": "billing", "at": "1s"})",
                     R"("work": "1ms", "commit": ")" + commit + "\"");
    };
    const auto lost = no_loss(Level::effect);
    const auto twice = no_duplicate(Level::effect);
    const Scope one_crash = scope(1, 0, 1);
    check_broken(explored(reader("before_processing"), one_crash, {lost}), 12);
    check_holds(explored(reader("before_processing"), one_crash, {twice, tests::ends()}), 586);
    check_broken(explored(reader("after_processing"), one_crash, {twice}), 18);
    check_holds(explored(reader("after_processing"), one_crash, {lost, tests::ends()}), 654);
}

}  // namespace mqfate::kafka_test
