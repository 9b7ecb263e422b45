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

template <class T> bool comes_back(const T& timer) {
    bool same = false;
    unpack<Timer>(pack<Timer>(timer),
                  [&](const auto& named) { same = Timer{named} == Timer{timer}; });
    return same;
}

TEST_CASE("timer key: packing and unpacking gives the same timer") {
    CHECK(comes_back(Bare{}));
    for (const Numbered& timer :
         {Numbered{{0}, 0}, Numbered{{0xffff}, 0xffffffff}, Numbered{{3}, 70'000}})
        CHECK(comes_back(timer));
}

TEST_CASE("timer key: different timers have different keys, equal ones the same") {
    CHECK(pack<Timer>(Numbered{{1}, 2}) == pack<Timer>(Numbered{{1}, 2}));
    CHECK(pack<Timer>(Numbered{{1}, 2}) != pack<Timer>(Numbered{{2}, 1}));
    CHECK(pack<Timer>(Bare{}) != pack<Timer>(Numbered{{0}, 0}));
    CHECK(pack<Timer>(Numbered{{1}, 2}).kind() == 1);
}

}  // namespace
}  // namespace mqfate
