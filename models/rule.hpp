// A rule about the parts of a system among themselves: what each world, or each step, must keep.
#pragma once

#include "words/phrase.hpp"

namespace mqfate {

struct ModelRule {
    words::Text name;
    bool of_a_step = false;  ///< else of a world
};

}  // namespace mqfate
