// Where all messages go to one queue: for tests of the ledger and of those who ask it.
#pragma once

#include "sim/world/publication.hpp"

namespace mqfate::tests {

/// With one audience, or nobody reads.
inline Publication one_queue(bool has_audience) {
    Publication publication;
    if (has_audience) publication.destinations[0].audiences = {"readers"};
    return publication;
}

}  // namespace mqfate::tests
