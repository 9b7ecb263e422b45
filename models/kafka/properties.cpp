#include "models/kafka/properties.hpp"

#include <algorithm>
#include <array>

#include "models/kafka/words.hpp"
#include "sim/base/ensure.hpp"

namespace mqfate::kafka {
namespace {

using namespace literals;

using Ids = boost::container::small_vector<EntryId, 16>;

constexpr std::array<words::Text, rule_count> rule_names{
    "rule.logs_agree"_k,      "rule.epochs_agree"_k, "rule.one_leader_an_epoch"_k,
    "rule.watermark_rises"_k, "rule.weak_isr"_k,     "rule.strong_isr"_k,
    "rule.leader_complete"_k};

// One partition as one broker has it.
struct Copy {
    const Broker* broker = nullptr;
    std::uint16_t place = 0;
    const Replica& replica() const { return broker->memory.replicas[place]; }
    const ReplicaLog& log() const { return broker->durable.logs[place]; }
};

// By place in the assignment; those that do not run are not there.
using Copies = boost::container::small_vector<Copy, 4>;

Copies copies_of(PartitionId partition, const Cluster& cluster, const Settings& settings) {
    Copies copies;
    for (const NodeId node : settings.partition(partition).replicas) {
        Copy copy{cluster.brokers[index(node)]};
        if (copy.broker != nullptr) {
            const auto place = copy.broker->place_of(partition);
            if (place)
                copy.place = *place;
            else
                copy.broker = nullptr;
        }
        copies.push_back(copy);
    }
    return copies;
}

// Replicas copy entries by id, so two logs agree exactly if they have the same ids.
void entries_below(Offset upto, const ReplicaLog& log, const Entries& entries, Ids& ids) {
    ids.clear();
    log.each(Offset{0}, upto, entries, [&](EntryId id) { ids.push_back(id); });
}

bool same_below(Offset upto, const ReplicaLog& a, const ReplicaLog& b, const Entries& entries) {
    if (a.runs == b.runs) return true;
    Ids of_a;
    Ids of_b;
    entries_below(upto, a, entries, of_a);
    entries_below(upto, b, entries, of_b);
    return of_a == of_b;
}

bool logs_differ(const Copies& copies, const Entries& entries) {
    for (std::size_t a = 0; a < copies.size(); ++a)
        for (std::size_t b = a + 1; b < copies.size(); ++b) {
            if (copies[a].broker == nullptr || copies[b].broker == nullptr) continue;
            const Offset both =
                std::min(copies[a].replica().high_watermark, copies[b].replica().high_watermark);
            if (both > Offset{0} && !same_below(both, copies[a].log(), copies[b].log(), entries))
                return true;
        }
    return false;
}

bool epochs_differ(const Copies& copies, const Entries& entries) {
    Ids of_a;
    Ids of_b;
    for (std::size_t a = 0; a < copies.size(); ++a)
        for (std::size_t b = a + 1; b < copies.size(); ++b) {
            if (copies[a].broker == nullptr || copies[b].broker == nullptr) continue;
            if (copies[a].log().runs == copies[b].log().runs) continue;
            entries_below(copies[a].log().end, copies[a].log(), entries, of_a);
            entries_below(copies[b].log().end, copies[b].log(), entries, of_b);
            for (const EntryId x : of_a)
                for (const EntryId y : of_b)
                    if (x != y && entries[x].base == entries[y].base &&
                        entries[x].epoch == entries[y].epoch)
                        return true;
        }
    return false;
}

bool two_lead(const Copies& copies) {
    for (std::size_t a = 0; a < copies.size(); ++a)
        for (std::size_t b = a + 1; b < copies.size(); ++b)
            if (copies[a].broker != nullptr && copies[b].broker != nullptr &&
                copies[a].replica().leads && copies[b].replica().leads &&
                copies[a].replica().leader_epoch == copies[b].replica().leader_epoch)
                return true;
    return false;
}

// `in_sync(leader)`: the set that counts.
template <class InSync>
bool one_in_sync_lacks(const Copies& copies, const Entries& entries, InSync&& in_sync) {
    for (const Copy& leader : copies) {
        if (leader.broker == nullptr || !leader.replica().leads) continue;
        const Offset committed = leader.replica().high_watermark;
        if (committed == Offset{0}) continue;
        const ReplicaSet set = in_sync(leader);
        for (unsigned r = 0; r < copies.size(); ++r)
            if (set.has(r) && copies[r].broker != nullptr &&
                !same_below(committed, leader.log(), copies[r].log(), entries))
                return true;
    }
    return false;
}

// Of the broker that leads in the highest epoch: what is below anybody's high watermark it has.
bool leader_lacks(const Copies& copies, const Entries& entries) {
    const Copy* leader = nullptr;
    for (const Copy& copy : copies) {
        if (copy.broker == nullptr || !copy.replica().leads) continue;
        if (leader == nullptr || copy.replica().leader_epoch > leader->replica().leader_epoch)
            leader = &copy;
    }
    if (leader == nullptr) return false;
    return std::any_of(copies.begin(), copies.end(), [&](const Copy& copy) {
        return copy.broker != nullptr && copy.replica().high_watermark > Offset{0} &&
               !same_below(copy.replica().high_watermark, leader->log(), copy.log(), entries);
    });
}

}  // namespace

words::Text name_of(Rule rule) { return rule_names[static_cast<std::size_t>(rule)]; }

void watch(const Cluster& cluster, Reigns& reigns) {
    reigns.clear();
    for (std::uint16_t b = 0; b < cluster.brokers.size(); ++b) {
        if (cluster.brokers[b] == nullptr) continue;
        for (const Replica& replica : cluster.brokers[b]->memory.replicas)
            if (replica.leads)
                reigns.push_back(
                    {{b}, replica.partition, replica.leader_epoch, replica.high_watermark});
    }
}

RuleSet broken(RuleSet asked, const Cluster& cluster, const Settings& settings,
               const Store& store) {
    RuleSet found = 0;
    for (std::uint16_t p = 0; p < settings.partitions.size(); ++p) {
        const Copies copies = copies_of({p}, cluster, settings);
        const auto check = [&](Rule rule, auto&& is_broken) {
            if ((asked & ~found & set_of(rule)) != 0 && is_broken()) found |= set_of(rule);
        };
        check(Rule::logs_agree, [&] { return logs_differ(copies, store.entries); });
        check(Rule::epochs_agree, [&] { return epochs_differ(copies, store.entries); });
        check(Rule::one_leader_an_epoch, [&] { return two_lead(copies); });
        check(Rule::leader_complete, [&] { return leader_lacks(copies, store.entries); });
        check(Rule::weak_isr, [&] {
            return one_in_sync_lacks(copies, store.entries,
                                     [](const Copy& leader) { return leader.replica().isr; });
        });
        check(Rule::strong_isr, [&] {
            return one_in_sync_lacks(copies, store.entries, [&](const Copy&) {
                return cluster.controller->durable.partitions[p].isr;
            });
        });
    }
    return found;
}

bool breaks(Rule rule, const Reigns& before, const Reigns& after) {
    ENSURE(rule == Rule::watermark_rises, "a rule of a world is asked of a step");
    return std::any_of(before.begin(), before.end(), [&](const Reign& was) {
        return std::any_of(after.begin(), after.end(), [&](const Reign& is) {
            return is.broker == was.broker && is.partition == was.partition &&
                   is.epoch == was.epoch && is.high_watermark < was.high_watermark;
        });
    });
}

}  // namespace mqfate::kafka
