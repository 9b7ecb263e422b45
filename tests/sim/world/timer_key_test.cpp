#include "sim/world/timer_key.hpp"

#include <doctest/doctest.h>

#include "sim/base/strong.hpp"

namespace mqfate::timer_key_test {

struct Bare {
    static constexpr KindName kind{.code = 0, .name = "Bare"};
    friend bool operator==(const Bare&, const Bare&) = default;
};
struct Numbered {
    static constexpr KindName kind{.code = 200, .name = "Numbered"};
    NodeId node;
    std::uint32_t number = 0;
    friend bool operator==(const Numbered&, const Numbered&) = default;
};
using Timer = std::variant<Bare, Numbered>;

template <class T> bool comes_back(const T& timer) {
    bool same = false;
    unpack<Timer>(pack(timer), [&](const auto& named) { same = Timer{named} == Timer{timer}; });
    return same;
}

TEST_CASE("timer key: packing and unpacking gives the same timer") {
    CHECK(comes_back(Bare{}));
    for (const Numbered& timer :
         {Numbered{{0}, 0}, Numbered{{0xffff}, 0xffffffff}, Numbered{{3}, 70'000}})
        CHECK(comes_back(timer));
}

TEST_CASE("timer key: different timers have different keys, equal ones the same") {
    CHECK(pack(Numbered{{1}, 2}) == pack(Numbered{{1}, 2}));
    CHECK(pack(Numbered{{1}, 2}) != pack(Numbered{{2}, 1}));
    CHECK(pack(Bare{}) != pack(Numbered{{0}, 0}));
    CHECK(pack(Numbered{{1}, 2}).kind() == 200);
}

}  // namespace mqfate::timer_key_test
