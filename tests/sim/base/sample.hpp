// A struct with every kind of field that a world is made of, for the tests of fields.hpp.
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/append_only.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/strong.hpp"
#include "sim/base/time.hpp"

namespace mqfate::test {

enum class Colour : std::uint8_t { red, green };

/// Without gaps: plain memory.
struct Point {
    std::int16_t x = 0;
    std::int16_t y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};
/// With a gap behind the first member.
struct Gap {
    std::uint8_t small = 0;
    std::uint32_t large = 0;
    friend bool operator==(const Gap&, const Gap&) = default;
};
struct Empty {
    friend bool operator==(const Empty&, const Empty&) = default;
};

struct Sample {
    bool flag = false;                                            // .0
    Colour colour{};                                              // .1
    NodeId node;                                                  // .2
    Duration wait;                                                // .3
    std::string text;                                             // .4
    std::optional<std::uint8_t> maybe;                            // .5
    std::variant<Empty, Point, Gap> one_of;                       // .6
    std::vector<Point> points;                                    // .7
    std::vector<Gap> gaps;                                        // .8
    std::array<std::uint8_t, 2> pair{};                           // .9
    boost::container::small_vector<NodeId, 2> few;                // .10
    Ring<Gap> ring;                                               // .11
    AppendOnly<MessageId, Point> log;                             // .12
    std::vector<std::vector<std::uint8_t>> nested;                // .13
    std::vector<std::pair<std::uint32_t, std::string>> weighted;  // .14
    friend bool operator==(const Sample&, const Sample&) = default;
};

/// One change of a sample, and where first_difference() sees it.
struct Change {
    const char* difference;
    std::function<void(Sample&)> make;
};

/// At least one for each field.
inline std::vector<Change> changes() {
    return {
        {".0: false vs true", [](Sample& s) { s.flag = true; }},
        {".1: 0 vs 1", [](Sample& s) { s.colour = Colour::green; }},
        {".2.0: 0 vs 9", [](Sample& s) { s.node = {9}; }},
        {".3.0: 0 vs -1", [](Sample& s) { s.wait = {-1}; }},
        {R"(.4: "" vs "a")", [](Sample& s) { s.text = "a"; }},
        {".5.is: 0 vs 1", [](Sample& s) { s.maybe = 0; }},
        {".6.is: 0 vs 1", [](Sample& s) { s.one_of = Point{}; }},
        {".6.is: 0 vs 2", [](Sample& s) { s.one_of = Gap{}; }},
        {".7.size: 0 vs 1", [](Sample& s) { s.points.resize(1); }},
        {".7.size: 0 vs 2", [](Sample& s) { s.points.resize(2); }},
        {".8.size: 0 vs 1", [](Sample& s) { s.gaps.resize(1); }},
        {".9[0]: 0 vs 1", [](Sample& s) { s.pair[0] = 1; }},
        {".9[1]: 0 vs 1", [](Sample& s) { s.pair[1] = 1; }},
        {".10.size: 0 vs 1", [](Sample& s) { s.few.resize(1); }},
        {".11.size: 0 vs 1", [](Sample& s) { s.ring.push_back({}); }},
        {".12.size: 0 vs 1", [](Sample& s) { s.log.append({}); }},
        {".13.size: 0 vs 1", [](Sample& s) { s.nested = {{}}; }},
        {".13.size: 0 vs 2", [](Sample& s) { s.nested = {{}, {}}; }},
        {".14.size: 0 vs 1", [](Sample& s) { s.weighted = {{0, ""}}; }},
    };
}

}  // namespace mqfate::test
