#include "sim/run/schedule.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/ensure.hpp"

namespace mqfate {

void Schedule::reset(const Wiring& wiring) {
    queue.clear();
    wheel.clear();
    flows.resize(2 * wiring.channels.size());
    for (FlowClock& flow : flows) {
        flow.due.clear();
        flow.next = Instant::never();
        flow.draws = 0;
    }
    if (wiring.can_lose()) windows.resize(flows.size());
    for (SendWindow& window : windows) window.reset();
    timers_.resize(wiring.nodes());
    for (auto& node : timers_) node.clear();
    parked_.clear();
    disks.resize(wiring.nodes());
    for (DiskClock& disk : disks) {
        disk.syncs.clear();
        disk.busy_until = {};
        disk.draws = 0;
        disk.write_backs.clear();
    }
    wire_busy_until.assign(wiring.wires.size(), Instant{});
    slot_places.clear();
    slot_lost.clear();
    held_datagrams.clear();
    datagram_slots_.clear();
    free_slots_.clear();
    timer_draws.assign(256 * wiring.nodes(), 0U);
    looked_at_since.assign(wiring.nodes(), Instant{});
}

// ---- timers

void Schedule::arm(NodeId node, std::uint32_t place, bool again, Instant due) {
    auto& timers = timers_[index(node)];
    if (again) disarm(node, place);
    if (place == timers.size()) timers.emplace_back();
    timers[place] = wheel.arm(std::max(due, Instant{}), label(node, place));
}

void Schedule::disarm(NodeId node, std::uint32_t place) {
    TimerWheel::Handle& handle = timers_[index(node)][place];
    if (handle != TimerWheel::Handle{})
        wheel.cancel(std::exchange(handle, {}));
    else
        std::erase(parked_, TimerPlace{node, place});
}

void Schedule::disarm_all(NodeId node) {
    for (const TimerWheel::Handle handle : timers_[index(node)])
        if (handle != TimerWheel::Handle{}) wheel.cancel(handle);
    timers_[index(node)].clear();
    std::erase_if(parked_, [node](const TimerPlace& parked) { return parked.node == node; });
}

void Schedule::unpark(NodeId node, Instant now) {
    for (const TimerPlace& parked : parked_)
        if (parked.node == node)
            timers_[index(node)][parked.place] = wheel.arm(now, label(node, parked.place));
    std::erase_if(parked_, [node](const TimerPlace& parked) { return parked.node == node; });
}

// ---- disks

void Schedule::wrote(NodeId node, FileId file, Instant now, const DiskProfile& disk) {
    auto& write_backs = disks[index(node)].write_backs;
    if (index(file) >= write_backs.size()) write_backs.resize(index(file) + 1, Instant::never());
    Instant& due = write_backs[index(file)];
    if (due != Instant::never()) return;
    const std::int64_t wake = std::max<std::int64_t>(disk.wake.ns, 1);
    const Instant expired = now + disk.expire;
    if (expired == Instant::never()) return;  // the operating system never writes back
    due = {saturating_add(expired.ns, wake - 1) / wake * wake};
    queue.push(due, Phase::disk,
               event_payload(EventKind::write_back,
                             static_cast<std::uint32_t>(node.value) << 12 | file.value));
}

bool Schedule::write_back_is_due(NodeId node, FileId file, Instant at) const {
    const auto& write_backs = disks[index(node)].write_backs;
    return index(file) < write_backs.size() && write_backs[index(file)] == at;
}

void Schedule::clean(NodeId node, FileId file) {
    auto& write_backs = disks[index(node)].write_backs;
    if (index(file) < write_backs.size()) write_backs[index(file)] = Instant::never();
}

void Schedule::sync(NodeId node, Instant now, Duration latency) {
    DiskClock& disk = disks[index(node)];
    disk.busy_until = std::max(disk.busy_until, now) + latency;
    disk.syncs.push_back(disk.busy_until);
    queue.push(disk.busy_until, Phase::disk, event_payload(EventKind::sync, node.value));
}

void Schedule::drop_syncs(NodeId node, Instant now) {
    DiskClock& disk = disks[index(node)];
    disk.syncs.clear();
    disk.busy_until = now;
}

void Schedule::crashed(NodeId node, bool page_cache) {
    if (page_cache) disks[index(node)].write_backs.clear();
}

// ---- datagrams

std::uint32_t Schedule::take_slot(std::uint32_t place, bool lost) {
    auto slot = static_cast<std::uint32_t>(slot_places.size());
    if (free_slots_.empty()) {
        slot_places.push_back(place);
        slot_lost.push_back(lost);
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
        slot_places[slot] = place;
        slot_lost[slot] = lost;
    }
    datagram_slots_.push_back(slot);
    return slot;
}

void Schedule::drop_datagram(std::uint32_t place) {
    free_slots_.push_back(datagram_slots_[place]);
    datagram_slots_[place] = datagram_slots_.back();
    datagram_slots_.pop_back();
    if (place < datagram_slots_.size()) slot_places[datagram_slots_[place]] = place;
}

}  // namespace mqfate
