#include "sim/explore/reduction/interchangeable.hpp"

#include <string>

#include "models/kafka/system.hpp"
#include "tests/kafka_plan.hpp"
#include "tests/sim/explore/reduction/three_producers.hpp"
#include "tests/sim/toy.hpp"

#include <doctest/doctest.h>

namespace mqfate::interchangeable_test {

using tests::three;

using Groups = std::vector<Group>;
Groups groups(const std::string& faults) {
    return interchangeable<kafka::Model>(kafka_plan(three(R"(, "faults": [)" + faults + "]")),
                                         Scope{});
}
const Group all{{3}, {4}, {5}};

TEST_CASE("interchangeable: producers with the same settings, and nobody else") {
    CHECK(groups("") == Groups{all});
    CHECK(groups(R"({"crash": "b1", "at": "1s"}, {"drop": "ProduceResponse"})") == Groups{all});
}

TEST_CASE("interchangeable: a fault or a rule that names one tells it from the others") {
    const Groups others{{{4}, {5}}};
    CHECK(groups(R"({"crash": "p", "at": "1s"})") == others);
    CHECK(groups(R"({"drop": "ProduceResponse", "to": "p"})") == others);
    CHECK(groups(R"({"reset": "ProduceRequest", "from": "p"})") == others);
    CHECK(groups(R"({"isolate": "p", "at": "1s"})") == others);
    CHECK(groups(R"({"crash": "p", "at": "1s"}, {"pause": "q", "at": "1s"})").empty());
}

TEST_CASE("interchangeable: a fault that names all of them does not") {
    CHECK(groups(R"({"crash": ["p", "q", "r"], "at": "1s"})") == Groups{all});
    CHECK(groups(R"({"isolate": "b1", "at": "1s"})") == Groups{all});
    CHECK(groups(R"({"crash": ["p", "r"], "at": "1s"})") == Groups{{{3}, {5}}});
}

TEST_CASE("interchangeable: a fault of each, of the same kind, does not either") {
    CHECK(groups(R"({"crash": "p", "at": "1s"}, {"crash": "q", "at": "2s"})") ==
          Groups{{{3}, {4}}});
    CHECK(groups(R"({"isolate": "p", "at": "1s"}, {"isolate": "r", "at": "1s"})") ==
          Groups{{{3}, {5}}});
    CHECK(groups(R"({"crash": "p", "at": "1s"}, {"power_loss": "q", "at": "1s"})").empty());
    CHECK(groups(R"({"crash": "p", "at": "1s"}, {"crash": "p", "at": "2s"},
                    {"crash": "q", "at": "1s"})")
              .empty());
    const std::string often = R"("every": {"exponential": "1s"})";
    CHECK(groups(R"({"crash": "p", )" + often + R"(, "limit": 2}, {"crash": "q", )" + often +
                 R"(, "limit": 3})")
              .empty());
}

TEST_CASE("interchangeable: a model that does not say who is alike has no groups") {
    CHECK(interchangeable<toy::Model>(toy::calm_plan(1), Scope{}).empty());
}

}  // namespace mqfate::interchangeable_test
