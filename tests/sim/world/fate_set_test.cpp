#include "sim/world/fate_set.hpp"

#include <doctest/doctest.h>

namespace mqfate::fate_set_test {

TEST_CASE("fate set: a loss of which somebody was told is a loss, and no silent one") {
    CHECK(any_loss.has(Fate::lost_rejected));
    CHECK_FALSE(silent_loss.has(Fate::lost_rejected));
    for (const Fate fate : {Fate::lost_confirmed, Fate::lost_unknown}) {
        CHECK(any_loss.has(fate));
        CHECK(silent_loss.has(fate));
    }
    for (const Fate fate : {Fate::exactly_once, Fate::duplicated, Fate::phantom, Fate::parked})
        CHECK_FALSE(any_loss.has(fate));
}

TEST_CASE("fate set: what is counted is the sum of its fates at that level") {
    FateCounts counts;
    counts.at(Level::log, Fate::lost_confirmed) = 3;
    counts.at(Level::log, Fate::lost_unknown) = 5;
    counts.at(Level::log, Fate::lost_rejected) = 7;
    counts.at(Level::effect, Fate::lost_confirmed) = 100;
    CHECK(count_of(counts, Level::log, silent_loss) == 3 + 5);
    CHECK(count_of(counts, Level::log, any_loss) == 3 + 5 + 7);
    CHECK(count_of(counts, Level::log, Fate::lost_rejected) == 7);
    CHECK(count_of(counts, Level::log, {}) == 0);
}

}  // namespace mqfate::fate_set_test
