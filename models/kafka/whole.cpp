#include "models/kafka/whole.hpp"

#include <algorithm>

namespace mqfate::kafka {

NodeId leader_of(PartitionId partition, const Controller& controller) {
    const auto& partitions = controller.durable.partitions;
    return index(partition) < partitions.size() ? partitions[index(partition)].leader : no_node;
}

std::vector<RecordRange> readable(PartitionId partition, const Broker& leader, const Store& store,
                                  Offset upto) {
    std::vector<RecordRange> ranges;
    const auto place = leader.place_of(partition);
    if (!place) return ranges;
    leader.durable.logs[*place].each(
        Offset{0}, std::min(leader.memory.replicas[*place].high_watermark, upto), store.entries,
        [&](EntryId id) { ranges.push_back(store.batches[store.entries[id].batch].records); });
    return ranges;
}

}  // namespace mqfate::kafka
