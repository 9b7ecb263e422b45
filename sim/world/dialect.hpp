// What one system calls things: its messages, timers and causes by code, and texts of its own for
// people. Handed up by the system's engine to all who report, and who know no system.
#pragma once

#include "sim/world/causes.hpp"
#include "sim/world/kind.hpp"
#include "words/catalogue.hpp"

namespace mqfate {

struct Dialect {
    KindTable messages;
    KindTable timers;
    CauseTable causes;
    words::Texts texts;  ///< they go before those of the catalogue (words/catalogue.hpp)
};

}  // namespace mqfate
