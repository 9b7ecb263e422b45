// What Kafka's replicas must keep among themselves, in every world and with every step.
//
// Sources: the invariants of Kafka's replication as its specifications state them (hachikuji,
// kafka-specification: WeakIsr, StrongIsr; Vanlightly, kafka-tlaplus: LeaderCompletenessProperty),
// in the words of this model. "Committed" is what the leader of the highest epoch has below its
// high watermark. Tested by: tests/models/kafka/properties_test.cpp.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <vector>

#include "models/kafka/broker.hpp"
#include "models/kafka/controller.hpp"
#include "models/kafka/settings.hpp"
#include "words/phrase.hpp"

namespace mqfate::kafka {

enum class Rule : std::uint8_t {
    logs_agree,           ///< no two replicas differ below both their high watermarks
    epochs_agree,         ///< one offset in one epoch is one entry, in all logs
    one_leader_an_epoch,  ///< no two brokers lead a partition in one epoch
    watermark_rises,      ///< of a step: not back while a broker leads in one epoch
    weak_isr,             ///< whom a leader counts as in sync has all below its high watermark
    strong_isr,           ///< whom the controller counts as in sync has it
    leader_complete,      ///< the leader has what any replica knows to be committed
};
inline constexpr std::uint8_t rule_count = 7;
words::Text name_of(Rule rule);

/// Bit i: the rule with the number i.
using RuleSet = std::uint64_t;
constexpr RuleSet set_of(Rule rule) { return RuleSet{1} << static_cast<unsigned>(rule); }

/// Who leads what, in which epoch, up to where: what must not go back.
struct Reign {
    NodeId broker;
    PartitionId partition;
    LeaderEpoch epoch;
    Offset high_watermark;
    friend bool operator==(const Reign&, const Reign&) = default;
};
using Reigns = std::vector<Reign>;

/// The brokers of a world, and what its controller has decided.
struct Cluster {
    boost::container::small_vector<const Broker*, 5> brokers;  ///< by NodeId; null: does not run
    const Controller* controller = nullptr;
};

void watch(const Cluster& cluster, Reigns& reigns);
/// Which of `asked` the world breaks. Rules of a step are not asked here.
RuleSet broken(RuleSet asked, const Cluster& cluster, const Settings& settings, const Store& store);
/// Requires: a rule of a step.
bool breaks(Rule rule, const Reigns& before, const Reigns& after);

}  // namespace mqfate::kafka
