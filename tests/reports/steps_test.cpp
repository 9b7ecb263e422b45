#include "reports/steps.hpp"

#include "sim/world/step.hpp"
#include "tests/reports/labels.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::steps_test {

TEST_CASE("steps: a line each, in nanoseconds, with names and messages") {
    const Labels labels = labels_of({"b1", "shop"});
    Trace trace;
    trace.add(
        {.at = {5}, .what = Happening::sent, .code = 0, .node = NodeId{1}, .peer = NodeId{0}});
    trace.mention(MessageId{0});
    trace.mention(MessageId{1});
    trace.add({.at = {6}, .what = Happening::fired, .code = 0, .node = NodeId{0}});
    trace.add({.at = {7},
               .what = Happening::noted,
               .code = static_cast<std::uint8_t>(FactKind::removed),
               .cause = Cause::disk_lost,
               .node = NodeId{0}});
    trace.add({.at = {8},
               .what = Happening::crashed,
               .code = static_cast<std::uint8_t>(CrashKind::power),
               .node = NodeId{0}});
    CHECK(steps(trace, labels, {}) ==
          "              5 shop sends Request to b1 #1 #2\n"
          "              6 b1 fires Timer\n"
          "              7 b1 notes removed (disk_lost)\n"
          "              8 b1 crashes power\n");
}

}  // namespace mqfate::reports::steps_test
