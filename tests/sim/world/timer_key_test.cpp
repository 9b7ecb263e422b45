#include "sim/world/timer_key.hpp"

#include <doctest/doctest.h>

#include "sim/base/strong.hpp"

namespace mqfate {
namespace {

struct Bare {
    friend bool operator==(const Bare&, const Bare&) = default;
};
struct Numbered {
    NodeId node;
    std::uint32_t number = 0;
    friend bool operator==(const Numbered&, const Numbered&) = default;
};
using Timer = std::variant<Bare, Numbered>;

Timer round_trip(const Timer& timer) {
    Timer back;
    unpack<Timer>(pack(timer), [&](const auto& named) { back = named; });
    return back;
}

TEST_CASE("timer key: packing and unpacking gives the same timer") {
    for (const Timer& timer :
         {Timer{Bare{}}, Timer{Numbered{{0}, 0}}, Timer{Numbered{{0xffff}, 0xffffffff}},
          Timer{Numbered{{3}, 70'000}}})
        CHECK(round_trip(timer) == timer);
}

TEST_CASE("timer key: different timers have different keys, equal ones the same") {
    CHECK(pack(Timer{Numbered{{1}, 2}}) == pack(Timer{Numbered{{1}, 2}}));
    CHECK(pack(Timer{Numbered{{1}, 2}}) != pack(Timer{Numbered{{2}, 1}}));
    CHECK(pack(Timer{Bare{}}) != pack(Timer{Numbered{{0}, 0}}));
    CHECK(pack(Timer{Numbered{{1}, 2}}).kind() == 1);
}

}  // namespace
}  // namespace mqfate
