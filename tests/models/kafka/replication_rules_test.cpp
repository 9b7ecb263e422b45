#include "models/kafka/replication_rules.hpp"

#include <doctest/doctest.h>

#include <string>

namespace mqfate::kafka::replication_rules_test {

using Rules = ReplicationRules;

/// The rules that differ between two rungs.
std::string changed(Rules before, Rules after) {
    std::string names;
    const auto look = [&](bool (*rule)(Rules), const char* name) {
        if (rule(before) != rule(after)) names += std::string(names.empty() ? "" : " ") + name;
    };
    look(truncates_to_high_watermark, "cut-to-mark");
    look(asks_where_epochs_end, "ask");
    look(steps_down_to_common_epoch, "step-down");
    look(truncation_is_fenced, "fence-truncation");
    look(truncates_on_fetch, "truncate-on-fetch");
    look(fetch_is_fenced, "fence-fetch");
    look(joins_from_start_of_reign, "join-late");
    return names;
}

TEST_CASE("replication rules: a rung replaces few rules of the one below, and it is said which") {
    CHECK(changed(Rules::truncate_to_high_watermark, Rules::kip_101) == "cut-to-mark ask");
    CHECK(changed(Rules::kip_101, Rules::kip_279) == "step-down");
    CHECK(changed(Rules::kip_279, Rules::kip_320_first_try) == "ask truncate-on-fetch join-late");
    CHECK(changed(Rules::kip_320_first_try, Rules::kip_320_unfenced_truncation) ==
          "ask truncate-on-fetch fence-fetch");
    CHECK(changed(Rules::kip_320_unfenced_truncation, Rules::kip_320) == "fence-truncation");
    CHECK(changed(Rules::kip_320, Rules::current) == "ask truncate-on-fetch");
}

}  // namespace mqfate::kafka::replication_rules_test
