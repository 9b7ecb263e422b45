#include "sim/base/duration_text.hpp"

#include <array>
#include <utility>

namespace mqfate {

std::string to_text(Duration duration) {
    if (duration == forever()) return "forever";
    if (duration.ns == 0) return "0";
    static constexpr std::array<std::pair<const char*, std::int64_t>, 7> units{
        {{"ns", 1},
         {"us", 1'000},
         {"ms", 1'000'000},
         {"s", 1'000'000'000},
         {"m", 60'000'000'000},
         {"h", 3'600'000'000'000},
         {"d", 86'400'000'000'000}}};
    const auto* best = &units.front();
    for (const auto& unit : units)
        if (duration.ns % unit.second == 0) best = &unit;
    return std::to_string(duration.ns / best->second) + best->first;
}

}  // namespace mqfate
