#include "scenarios/input/reader.hpp"

#include <optional>

#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios::reader_test {

struct Producer {
    std::string name;
    std::int64_t messages = 0;
    Duration every{};
    int acks = 0;
    std::optional<Duration> timeout;
};

/// A small system, read as a real one is.
struct Shop {
    std::uint32_t brokers = 0;
    std::vector<Producer> producers;
    Errors errors{"shop.json"};

    explicit Shop(const std::string& text) {
        const auto document = Document::parse(text, "shop.json");
        REQUIRE(document);
        Reader root(*document, errors);
        root.allow({"$schema"});
        Reader kafka = root.object("kafka");
        brokers = kafka.integer<std::uint32_t>("brokers", {.min = 1, .max = 1000});
        kafka.each_member("producers", [&](const std::string& name, Reader reader) {
            Producer& producer = producers.emplace_back();
            producer.name = name;
            producer.messages = reader.integer_or<std::int64_t>("messages", 1000);
            producer.every = reader.duration("every");
            Reader config = reader.object_or_none("config");
            producer.acks = config.one_of_or<int>("acks", 2, {{"0", 0}, {"1", 1}, {"all", 2}});
            if (config.has("request.timeout.ms")) {
                producer.timeout = config.duration_ms("request.timeout.ms");
            }
            if (config.has("linger.ms") && producer.acks == 0) {
                config.error("linger.ms", "makes no sense with acks 0");
            }
        });
    }
};

TEST_CASE("reader: a right file gives its values, and defaults for the rest") {
    const Shop shop(R"({"$schema": "x", "kafka": {"brokers": 3, "producers": {
        "web": {"every": "1ms", "config": {"acks": 1, "request.timeout.ms": 300}},
        "app": {"every": "2ms", "messages": 5}}}})");
    CHECK_MESSAGE(shop.errors.empty(), shop.errors.text());
    CHECK(shop.brokers == 3);
    REQUIRE(shop.producers.size() == 2);
    CHECK(shop.producers[0].name == "web");  // the order of the file
    CHECK(shop.producers[0].messages == 1000);
    CHECK(shop.producers[0].acks == 1);
    CHECK(shop.producers[0].timeout == milliseconds(300));
    CHECK(shop.producers[1].every == milliseconds(2));
    CHECK(shop.producers[1].acks == 2);
    CHECK_FALSE(shop.producers[1].timeout);
}

TEST_CASE("reader: all errors of a file are found at once, in the order of its lines") {
    const Shop shop(
        "{\"kafka\": {\n\"brokers\": 0,\n\"producers\": {\n\"web\": {\"messages\": \"x\",\n"
        "\"config\": {\"ack\": 1}},\n\"app\": 3},\n\"topic\": {}},\n\"sed\": 1}");
    const std::vector<Broken> expected = {
        {"", 2, "/kafka/brokers", "found 0; expected a whole number from 1 to 1000"},
        {"", 4, "/kafka/producers/web/messages", "found \"x\""},
        {"", 4, "/kafka/producers/web/every", "\"every\" is missing"},
        {"", 5, "/kafka/producers/web/config/ack", "did you mean \"acks\"? expected one of acks, "},
        {"", 6, "/kafka/producers/app", "found 3; expected an object"},
        {"", 7, "/kafka/topic", "unknown setting \"topic\"; expected one of brokers, producers"},
        {"", 8, "/sed", "unknown setting \"sed\""},
    };
    CAPTURE(shop.errors.text());
    CHECK(shop.errors.size() == expected.size());
    for (const Broken& broken : expected) {
        CAPTURE(broken.pointer);
        CHECK(has(shop.errors, broken));
    }
    CHECK(shop.errors.list().front().line == 2);
    CHECK(shop.errors.list().back().line == 8);
}

TEST_CASE("reader: a contradiction that its user finds has pointer and line") {
    const Shop shop(
        "{\"kafka\": {\"brokers\": 1, \"producers\": {\"a/b\": {\"every\": \"1s\",\n"
        "\"config\": {\"acks\": 0,\n\"linger.ms\": 5}}}}}");
    check_only(shop.errors, {"", 3, "/kafka/producers/a~1b/config/linger.ms", "makes no sense"});
}

TEST_CASE("reader: what hangs on a missing object is not reported again") {
    check_only(Shop("{\n\"$schema\": 1}").errors, {"", 1, "/kafka", "\"kafka\" is missing"});
    check_only(Shop("{\n\"kafka\": []}").errors, {"", 2, "/kafka", "expected an object"});
    check_only(Shop("[1]").errors, {"", 1, "", "found a list; expected an object"});
    check_only(Shop("7").errors, {"", 1, "", "found 7; expected an object"});
    check_only(Shop("{\"kafka\": {\"brokers\": 2,\n\"producers\": []}}").errors,
               {"", 2, "/kafka/producers", "found an empty list; expected an object"});
}

TEST_CASE("reader: a member that is null is there, and wrong") {
    check_only(Shop("{\"kafka\": {\"brokers\":\nnull}}").errors,
               {"", 2, "/kafka/brokers", "found null"});
}

TEST_CASE("reader: members with control characters in their names cannot disturb a terminal") {
    check_only(Shop("{\"kafka\": {\"brokers\": 1}, \"\\u001b[31m\\u0000\": 1}").errors,
               {"", 1, std::string("/\x1b[31m\0", 7), "/?[31m?: unknown setting \"?[31m?\""});
}

TEST_CASE("reader: with ignore_rest, unknown members are not refused") {
    const auto document = Document::parse(R"({"a": 1, "b": 2})", "f");
    REQUIRE(document);
    Errors errors("f");
    {
        Reader reader(*document, errors);
        CHECK(reader.integer("a") == 1);
        reader.ignore_rest();
    }
    CHECK(errors.empty());
    {
        Reader reader(*document, errors);
        CHECK(reader.integer("a") == 1);
    }
    CHECK(errors.size() == 1);
}

TEST_CASE("reader: moving one does not finish it twice or early") {
    const auto document = Document::parse(R"({"a": 1, "b": 2})", "f");
    REQUIRE(document);
    Errors errors("f");
    {
        Reader first(*document, errors);
        Reader second(std::move(first));
        CHECK(second.integer("b") == 2);
        CHECK(second.integer("a") == 1);
    }
    CHECK(errors.empty());
}

TEST_CASE("reader: every kind of value by key, required and with a default") {
    const auto document = Document::parse(
        R"({"d": "1ms", "m": 5, "y": "1KB", "r": 0.5, "l": {"exponential": "1s"}, "b": true,
            "s": "text", "n": 1.5, "o": [{"x": 1}, {"x": 2}], "w": "one"})",
        "f");
    REQUIRE(document);
    Errors errors("f");
    Reader reader(*document, errors);
    CHECK(reader.duration("d") == milliseconds(1));
    CHECK(reader.duration_or("none", seconds(7)) == seconds(7));
    CHECK(reader.duration_ms("m") == milliseconds(5));
    CHECK(reader.duration_ms_or("none", forever()) == forever());
    CHECK(reader.bytes("y") == 1000);
    CHECK(reader.bytes_or("none", 9) == 9);
    CHECK(reader.ratio("r") == Ratio{1, 2});
    CHECK(reader.ratio_or("none", Ratio::one()) == Ratio::one());
    CHECK(reader.delay("l") == Delay::exponential(seconds(1)));
    CHECK(reader.delay_or("none", Delay::constant(seconds(2))) == Delay::constant(seconds(2)));
    CHECK(reader.boolean("b"));
    CHECK(reader.boolean_or("none", true));
    CHECK(reader.string("s") == "text");
    CHECK(reader.string_or("none", "other") == "other");
    CHECK(reader.number_or_string("n") == "1.5");
    CHECK(reader.one_of<int>("w", {{"one", 1}, {"two", 2}}) == 1);
    CHECK(reader.names().size() == 10);
    std::int64_t sum = 0;
    reader.each_object("o", [&](Reader each) { sum += each.integer("x"); });
    CHECK(sum == 3);
    CHECK(reader.need_array("o").size() == 2);
    reader.finish();
    CHECK_MESSAGE(errors.empty(), errors.text());
}

}  // namespace mqfate::scenarios::reader_test
