// How far a driver without time keeps to its order: what a model may build on there.
#pragma once

#include <cstdint>

namespace mqfate {

enum class TimeOrder : std::uint8_t {
    any,
    /// It begins when all have connected; no time-out fires while what it waits for may still come
    /// (reach.hpp), and no round comes that changes nothing.
    kept,
};

}  // namespace mqfate
