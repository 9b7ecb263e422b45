#include "reports/life.hpp"

#include "sim/world/step.hpp"
#include "tests/reports/labels.hpp"
#include "tests/reports/stories.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace mqfate::reports::life_test {

constexpr NodeId b1{0}, shop{1};
const Labels labels = labels_of({"b1", "shop"});
constexpr std::uint8_t request = 0;
constexpr std::uint8_t response = 1;

/// A producer sends twice, and its broker knows the repeat.
struct Scene {
    Trace trace;
    std::int64_t now = 0;

    StepId step(StepId cause = no_step) {
        now += 1'000'000;
        trace.begin_step(cause);
        return trace.step();
    }
    void add(Happening what, NodeId node, std::uint8_t code = 0, NodeId peer = no_node,
             Cause cause = Cause::none) {
        trace.add(
            {.at = {now}, .what = what, .code = code, .cause = cause, .node = node, .peer = peer});
        const bool everybodys = what == Happening::fired || what == Happening::crashed;
        if (!everybodys) trace.mention(MessageId{0});
    }
    void fact(FactKind kind, NodeId node, Cause cause = Cause::none) {
        add(Happening::noted, node, static_cast<std::uint8_t>(kind), no_node, cause);
    }

    Scene() {
        const StepId sends = step();
        add(Happening::fired, shop);
        fact(FactKind::published, shop);
        add(Happening::sent, shop, request, b1);
        const StepId answers = step(sends);
        add(Happening::delivered, b1, request, shop);
        fact(FactKind::appended, b1);
        add(Happening::sent, b1, response, shop);
        step(answers);
        add(Happening::lost, b1, response, shop);
        const StepId again = step(sends);
        add(Happening::fired, shop);
        fact(FactKind::sent_again, shop, Cause::ack_lost_then_retried);
        add(Happening::sent, shop, request, b1);
        const StepId knows = step(again);
        add(Happening::delivered, b1, request, shop);
        add(Happening::sent, b1, response, shop);
        step(knows);
        add(Happening::delivered, shop, response, b1);
        fact(FactKind::confirmed, shop);
    }
    Life life() const {
        Life of{.title = "Title",
                .scenario = "a/b",
                .seed = 7,
                .run = 2,
                .message = MessageId{0},
                .fate = "log exactly once",
                .lines = {},
                .labels = labels};
        of.lines = reports::life(trace, MessageId{0}, labels);
        return of;
    }
};

TEST_CASE("life: what made each step happen, once a step; a repeat that changes nothing is told") {
    const std::string text = life_text(Scene().life(), {});
    CHECK(has(text, "Message 1 of run 2: log exactly once\n"));
    CHECK(has(text, "       since Timer fired\n"));
    CHECK(has(text, "since Request from shop arrived\n"));
    CHECK(has(text, "since Timer fired, set at 1.000 ms; "));
    CHECK(has(text, "gets Request from shop: nothing new"));
    CHECK(has(text, "tells the application: success"));
    // The second line of a step does not say it again.
    std::size_t said = 0;
    for (std::size_t at = text.find("since "); at != std::string::npos;
         at = text.find("since ", at + 1))
        ++said;
    CHECK(said == 4);
}

TEST_CASE("life: what was sent knows when it arrives, or that it never does") {
    const Life life = Scene().life();
    std::vector<std::optional<Instant>> arrive;
    for (const LifeLine& line : life.lines)
        if (line.event.what == Happening::sent) arrive.push_back(line.arrives);
    const auto at_ms = [](std::int64_t ms) { return std::optional(Instant{} + milliseconds(ms)); };
    CHECK(arrive ==
          std::vector<std::optional<Instant>>{at_ms(2), std::nullopt, at_ms(5), at_ms(6)});
}

TEST_CASE("life: as JSON it has codes, whatever the language") {
    const auto json = nlohmann::json::parse(life_json(Scene().life()));
    CHECK(json["scenario"] == "a/b");
    CHECK(json["seed"] == 7);
    CHECK(json["run"] == 2);
    CHECK(json["message"] == 1);
    const auto& lines = json["life"];
    CHECK(lines[0]["fact"] == "published");
    CHECK(lines[0]["at_ns"] == 1'000'000);
    CHECK(lines[1]["event"] == "sent");
    CHECK(lines[1]["message"] == "Request");
    CHECK(lines[1]["node"] == "shop");
    CHECK(lines[1]["peer"] == "b1");
    CHECK(lines[1]["arrives_at_ns"] == 2'000'000);
    CHECK(lines[2]["fact"] == "appended");
    CHECK(lines[2]["caused_by"] == lines[1]["step"]);
    CHECK(lines[5]["cause"] == "ack_lost_then_retried");
}

TEST_CASE("life: a diagram names who takes part, and what is lost does not arrive") {
    const std::string text = life_mermaid(Scene().life(), {});
    CHECK(text.starts_with("sequenceDiagram\n    participant shop as shop\n"));
    CHECK(has(text, "    shop->>b1: 1.000 ms Request\n"));
    CHECK(has(text, "    b1-xshop: 3.000 ms Response\n"));
    CHECK(has(text, "    Note over b1: 2.000 ms appends it"));
}

TEST_CASE("life: a drawing has an arrow for what arrives and a cross for what does not") {
    const std::string svg = life_svg(Scene().life(), {});
    const auto count = [&](std::string_view part) {
        std::size_t n = 0;
        for (std::size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1))
            ++n;
        return n;
    };
    CHECK(count("marker-end=") == 3);
    CHECK(count("class=\"cross\"") == 1);
    CHECK(count("class=\"node\"") == 2);
    CHECK(svg.ends_with("</svg>\n"));
}

}  // namespace mqfate::reports::life_test
