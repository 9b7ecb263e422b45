// A duration as scenarios write it.
#pragma once

#include <string>

#include "sim/base/time.hpp"

namespace mqfate {

/// In the largest unit in which it is a whole number: "1500us", "30s", "0", "forever".
std::string to_text(Duration duration);

}  // namespace mqfate
