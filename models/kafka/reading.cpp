#include "models/kafka/reading.hpp"

#include "models/kafka/parts.hpp"

namespace mqfate::kafka {

// Fills in `result`; returns whether there is a reason to answer at once.
bool Reading::read_item(const FetchRequest::Item& item, bool follower, std::uint32_t bytes,
                        FetchResponse::Item& result) const {
    const auto fail = [&](Error error) {
        result.error = error;
        return true;
    };
    result.partition = item.partition;
    const auto place = parts_.hosted.place_of(item.partition);
    if (!place || !parts_.hosted.replica(*place).known) return fail(Error::not_leader_or_follower);
    const Replica& replica = parts_.hosted.replica(*place);
    const ReplicaLog& log = parts_.hosted.log(*place);
    if (item.current_epoch != no_epoch) {  // KIP-320
        if (item.current_epoch < replica.leader_epoch) return fail(Error::fenced_leader_epoch);
        if (item.current_epoch > replica.leader_epoch) return fail(Error::unknown_leader_epoch);
    }
    if (!replica.leads) return fail(Error::not_leader_or_follower);
    result.high_watermark = replica.high_watermark;
    if (item.last_fetched_epoch != no_epoch) {  // KIP-595: truncation on fetch
        auto mine = log.end_of(item.last_fetched_epoch);
        // Unfenced, a follower may be ahead of its leader's reign (Kip320FirstTry).
        if (!mine && follower && item.current_epoch == no_epoch)
            mine = log.last_end_up_to(item.last_fetched_epoch);
        if (!mine) return fail(Error::offset_out_of_range);
        if (mine->epoch < item.last_fetched_epoch || mine->end < item.offset) {
            result.diverging = true;
            result.diverging_epoch = mine->epoch;
            result.diverging_end = mine->end;
            return true;
        }
    }
    if (item.offset > log.end) {
        if (follower) result.diverging_end = log.end;
        return fail(Error::offset_out_of_range);
    }
    const Offset upto = follower ? log.end : replica.high_watermark;
    result.entries = log.read(item.offset, upto, bytes, parts_.context.store().kafka);
    // A consumer ahead of a new leader's high watermark is answered at once, with nothing.
    return result.entries.count > 0 || (!follower && item.offset > upto);
}

Reading::Found Reading::read(const FetchRequest& request, NodeId from) const {
    const Settings& settings = parts_.settings();
    const std::uint32_t bytes = request.follower ? settings.broker.replica_fetch_max_bytes
                                                 : settings.consumer(from).fetch_max_bytes;
    Found result;
    for (const FetchRequest::Item& item : request.items) {
        result.response.items.emplace_back();
        const bool reason = read_item(item, request.follower, bytes, result.response.items.back());
        result.at_once = result.at_once || reason;
    }
    return result;
}

}  // namespace mqfate::kafka
