#include "sim/base/fields.hpp"

#include "tests/sim/base/sample.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace mqfate::fields_test {

/// Writes down what walk() shows.
struct Scribe {
    std::string story;
    template <class T> void number(T number) { story += std::to_string(static_cast<int>(number)); }
    void text(std::string_view text) { story.append("'").append(text).append("'"); }
    void choice(std::size_t index) { story += "?" + std::to_string(index) + ":"; }
    void length(std::size_t length) { story += "#" + std::to_string(length); }
    void member(std::size_t) { story += '{'; }
    void element(std::size_t) { story += '['; }
    void leave() { story += '}'; }
};

template <class T> std::string story(const T& value) {
    Scribe scribe;
    walk(scribe, value);
    return scribe.story;
}

TEST_CASE("fields: a walk shows every part in the order of declaration") {
    CHECK(story(7) == "7");
    CHECK(story(test::Colour::green) == "1");
    CHECK(story(test::Point{1, 2}) == "{1}{2}");
    CHECK(story(NodeId{3}) == "{3}");
    CHECK(story(milliseconds(0)) == "{0}");
    CHECK(story(std::string("a")) == "'a'");
    CHECK(story(std::vector<int>{4, 5}) == "#2[4}[5}");
    CHECK(story(std::vector<bool>{true, false}) == "#2[1}[0}");
    CHECK(story(std::array<int, 1>{6}) == "#1[6}");
    CHECK(story(std::optional<int>{}) == "?0:");
    CHECK(story(std::optional<int>{8}) == "?1:8");
    CHECK(story(std::variant<int, test::Point>{test::Point{1, 2}}) == "?1:{1}{2}");
    CHECK(story(std::variant<std::monostate, int>{}) == "?0:");
    CHECK(story(std::pair<int, int>{1, 2}) == "{1}{2}");
    CHECK(story(test::Empty{}).empty());
}

TEST_CASE("fields: a list that wraps around in its ring is walked from its front") {
    Ring<int> ring;
    for (int i = 0; i < 6; ++i) ring.push_back(i);
    for (int i = 0; i < 4; ++i) ring.pop_front();
    for (int i = 6; i < 9; ++i) ring.push_back(i);
    CHECK(story(ring) == "#5[4}[5}[6}[7}[8}");
}

TEST_CASE("fields: none of a large struct is left out") {
    // .0 and .1 are numbers, .2 and .3 hold one, .4 is a text, .5 and .6 are choices, the rest are
    // lists, of which only .9, an array, has elements.
    CHECK(story(test::Sample{}) ==
          "{0}{0}{{0}}{{0}}{''}{?0:}{?0:}{#0}{#0}{#2[0}[0}}{#0}{#0}{#0}{#0}{#0}");
}

}  // namespace mqfate::fields_test
