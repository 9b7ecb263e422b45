// Quantities as a document would give them: what the readers of cursor.hpp read back.
// Tested by: tests/scenarios/input/written_test.cpp.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <utility>

#include "scenarios/input/value.hpp"
#include "sim/base/delay.hpp"
#include "sim/base/ratio.hpp"
#include "sim/base/time.hpp"

namespace mqfate::scenarios {

/// A JSON number, a JSON string.
Value number(std::uint64_t n);
Value text(std::string words);

Value written(std::same_as<bool> auto truth) {
    Value value;
    value.kind = Value::Kind::boolean;
    value.flag = truth;
    return value;
}
/// Requires: it is not negative.
template <std::integral T>
    requires(!std::same_as<T, bool>)
Value written(T n) {
    return number(static_cast<std::uint64_t>(n));
}
inline Value written(std::string words) { return text(std::move(words)); }
/// "30s"; requires: it is not forever().
Value written(Duration duration);
/// The number of milliseconds, where a real system's files have a number; forever() is its largest.
Value written_ms(Duration duration);
Value written(Ratio ratio);
Value written(const Delay& delay);

}  // namespace mqfate::scenarios
