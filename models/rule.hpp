// A rule about the parts of a system among themselves: what each world, or each step, must keep.
#pragma once

#include <string>

namespace mqfate {

struct ModelRule {
    std::string name;
    bool of_a_step = false;  ///< else of a world
};

}  // namespace mqfate
