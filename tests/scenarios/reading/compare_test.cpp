// Comparisons: which rows there are, what each is called, and what its document says.
#include <string>
#include <utility>
#include <vector>

#include "tests/kafka_runs.hpp"

namespace mqfate::scenarios::compare_test {

using Set = std::vector<std::pair<std::string, std::string>>;

Document document(const std::string& compare) {
    const auto read = Document::parse(R"({"schema_version": 1, "kafka": {"brokers": 3,
        "topics": {"orders": {}},
        "producers": {"shop": {"messages": 5, "config": {"acks": "all"}}}},
        "faults": [], "compare": )" + compare +
                                          "}",
                                      "compare.json");
    REQUIRE(read.has_value());
    return *read;
}
Comparison comparison(const Document& document) {
    Errors errors(document.file());
    Comparison read;
    {
        Reader root(document, errors);
        root.ignore_rest();
        read = read_comparison(root.object_or_none("compare"));
    }
    REQUIRE_MESSAGE(errors.empty(), errors.text());
    return read;
}
std::vector<Row> rows(const std::string& compare) {
    const Document read = document(compare);
    const auto result = rows_of(read, comparison(read));
    REQUIRE(result.has_value());
    return *result;
}
std::vector<Set> sets(const std::string& compare) {
    std::vector<Set> all;
    for (const Row& row : rows(compare)) all.push_back(row.set);
    return all;
}
/// The value at a pointer of a row, on one line.
std::string at(const Row& row, const std::string& pointer) {
    const Value* value = row.document.find(pointer);
    return value ? compact(*value) : "nothing";
}

const std::string acks =
    R"({"at": "/kafka/producers/shop/config/acks", "values": ["0", "1", "all"]})";
const std::string runs = R"({"at": "/runs", "values": [10, 20]})";

TEST_CASE("compare: without axes the scenario is its own only row") {
    const Document read = document("{\"axes\": []}");
    const auto result = rows_of(read, Comparison{});
    REQUIRE(result.has_value());
    REQUIRE(result->size() == 1);
    CHECK(result->front().set.empty());
    CHECK(same(result->front().document.root(), read.root()));
    CHECK(Comparison{}.empty());
    CHECK_FALSE(comparison(document("{\"axes\": [" + acks + "]}")).empty());
}

TEST_CASE("compare: rows are the product of the axes, the last one moving fastest") {
    CHECK(sets("{\"axes\": [" + acks + ", " + runs + "]}") ==
          std::vector<Set>{{{"acks", "0"}, {"runs", "10"}},
                           {{"acks", "0"}, {"runs", "20"}},
                           {{"acks", "1"}, {"runs", "10"}},
                           {{"acks", "1"}, {"runs", "20"}},
                           {{"acks", "all"}, {"runs", "10"}},
                           {{"acks", "all"}, {"runs", "20"}}});
}

TEST_CASE("compare: each row's document has its values, and is otherwise the file") {
    const std::vector<Row> all = rows("{\"axes\": [" + acks + ", " + runs + "]}");
    REQUIRE(all.size() == 6);
    CHECK(at(all[1], "/kafka/producers/shop/config/acks") == "\"0\"");
    CHECK(at(all[1], "/runs") == "20");  // a member that the file does not have is made
    CHECK(at(all[4], "/kafka/producers/shop/config/acks") == "\"all\"");
    CHECK(at(all[4], "/runs") == "10");
    for (const Row& row : all) CHECK(at(row, "/kafka/producers/shop/messages") == "5");
    const auto scenario = read_scenario(all[1].document);
    REQUIRE(scenario.has_value());
    CHECK(scenario->runs == 20);
    CHECK(tests::kafka_settings(*scenario).producers.at(0).acks == kafka::Acks::none);
}

TEST_CASE("compare: an axis has the name it is given, or the last name of its pointer") {
    const Comparison read = comparison(document(R"({"axes": [
        {"at": "/kafka/broker_config/broker.session.timeout.ms", "values": [6000, "9s"]},
        {"at": "/kafka/topics/orders/min.insync.replicas", "name": "min ISR", "values": [1]}]})"));
    REQUIRE(read.axes.size() == 2);
    CHECK(read.axes[0].name == "broker.session.timeout.ms");
    CHECK(read.axes[0].values.at(0).label == "6000");
    CHECK(read.axes[0].values.at(1).label == "9s");  // without the quotes
    CHECK(read.axes[1].name == "min ISR");
}

TEST_CASE("compare: values in an object are named by it, whatever they are") {
    const std::vector<Row> all = rows(R"({"axes": [{"at": "/faults", "name": "crash", "values": {
        "none": [], "of the leader": [{"crash": "leader of orders/0", "at": "1s"}]}}]})");
    REQUIRE(all.size() == 2);
    CHECK(all[0].set == Set{{"crash", "none"}});
    CHECK(at(all[0], "/faults") == "[]");
    CHECK(all[1].set == Set{{"crash", "of the leader"}});
    const auto scenario = read_scenario(all[1].document);
    REQUIRE(scenario.has_value());
    CHECK(scenario->plan->faults.nodes.size() == 1);
}

TEST_CASE("compare: several pointers of one axis move together") {
    const std::vector<Row> all = rows(R"({"axes": [{"at": ["/kafka/brokers", "/runs"],
        "name": "size", "values": {"small": [3, 500], "large": [9, 50]}}]})");
    REQUIRE(all.size() == 2);  // not 2 * 2
    CHECK(at(all[0], "/kafka/brokers") + " " + at(all[0], "/runs") == "3 500");
    CHECK(at(all[1], "/kafka/brokers") + " " + at(all[1], "/runs") == "9 50");
    CHECK(all[1].set == Set{{"size", "large"}});
}

TEST_CASE("compare: a row is left out if it has all that one exclusion names") {
    CHECK(sets("{\"axes\": [" + acks + ", " + runs + R"(],
                 "exclude": [{"acks": "0"}, {"acks": "all", "runs": 20}]})") ==
          std::vector<Set>{{{"acks", "1"}, {"runs", "10"}},
                           {{"acks", "1"}, {"runs", "20"}},
                           {{"acks", "all"}, {"runs", "10"}}});
}

TEST_CASE("compare: a pointer through what is no object is an error that names it") {
    const Document read = document(R"({"axes": [{"at": "/kafka/brokers/acks", "values": [1]}]})");
    const auto result = rows_of(read, comparison(read));
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().text().find("/kafka/brokers/acks") != std::string::npos);
}

TEST_CASE("compare: 2000 rows are allowed, one more is not") {
    const auto rows_asked = [](int more) {
        std::string values;
        for (int i = 0; i < 1000 + more; ++i)
            values += (i == 0 ? "" : ", ") + std::to_string(i + 1);
        const Document read =
            document("{\"axes\": [" + runs + R"(, {"at": "/seed", "values": [)" + values + "]}]}");
        return read_scenario(read).has_value();
    };
    CHECK(rows_asked(0));
    CHECK_FALSE(rows_asked(1));
}

}  // namespace mqfate::scenarios::compare_test
