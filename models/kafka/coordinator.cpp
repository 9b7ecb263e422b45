#include "models/kafka/coordinator.hpp"

namespace mqfate::kafka {

void Coordinator::on(const Started&, RoleContext& context) {
    durable.offsets.resize(context.settings().kafka.partitions.size());
}

void Coordinator::on(const OffsetCommitRequest& request, NodeId consumer, RoleContext& context) {
    for (const OffsetOf& item : request.items)
        durable.offsets[index(item.partition)] = {.offset = item.offset, .epoch = item.epoch};
    context.reply(consumer, OffsetCommitResponse{});
}

void Coordinator::on(const OffsetFetchRequest&, NodeId consumer, RoleContext& context) {
    OffsetFetchResponse response;
    for (const PartitionId p : context.settings().kafka.consumer(consumer).partitions)
        if (const auto& committed = durable.offsets[index(p)])
            response.items.push_back({p, committed->epoch, committed->offset});
    context.reply(consumer, std::move(response));
}

}  // namespace mqfate::kafka
