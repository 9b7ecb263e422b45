// The types of Kafka's settings as limits of ours: what its clients and brokers take is taken here.
//
// Bounds are those of ConfigDef.Type (Apache Kafka 4.1) and of the validator beside each setting
// (ProducerConfig, ConsumerConfig, LogConfig, ReplicationConfigs, KRaftConfigs): nearly always only
// "at least". Where a broker has no validator and would fail at a zero (its scheduler refuses a
// period of 0), the least is 1. A LONG of milliseconds beyond ten years counts as ten years: no run
// is as long.
// Tested by: tests/scenarios/systems/kafka/config_types_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include "scenarios/reading/settings_reader.hpp"

namespace mqfate::scenarios {

constexpr IntegerLimits int_from(std::int64_t least) { return {.min = least, .max = 0x7fffffff}; }
constexpr IntegerLimits long_from(std::int64_t least) {
    return {.min = least, .max = std::numeric_limits<std::int64_t>::max()};
}

/// An INT of milliseconds.
inline void int_ms(SettingsReader& read, std::string_view key, Duration& target,
                   std::int64_t least = 0) {
    read.duration_ms(key, target, {.min = milliseconds(least), .max = milliseconds(0x7fffffff)});
}
/// A LONG of milliseconds.
inline void long_ms(SettingsReader& read, std::string_view key, Duration& target,
                    std::int64_t least = 0) {
    read.duration_ms(key, target, {.min = milliseconds(least), .max = forever()});
    target = std::min(target, DurationLimits{}.max);
}

}  // namespace mqfate::scenarios
