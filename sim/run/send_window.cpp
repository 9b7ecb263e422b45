#include "sim/run/send_window.hpp"

namespace mqfate {

void SendWindow::reset() {
    segments_.clear();
    counted_ = 0;
    held_ = 0;
    window_ = 10;
    threshold_ = most_segments;
    credit_ = 0;
    left_ = {};
    recovered_ = {};
    drains = Instant::never();
}

void SendWindow::settle(Instant now) {
    while (!segments_.empty() && segments_.front().acknowledged <= now) {
        if (counted_ == 0) count_acknowledgement();
        held_ -= segments_.front().bytes;
        segments_.drop_front();
        --counted_;
    }
}

Instant SendWindow::arrival_of_what_left(Instant now) const {
    Instant arrives{};
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (segments_[i].departs > now) return arrives;
        arrives = segments_[i].arrives;
    }
    return Instant::never();
}

Instant SendWindow::when_held_is(std::uint64_t most) const {
    std::uint64_t held = held_;
    Instant at{};
    for (std::size_t i = 0; i < segments_.size() && held > most; ++i) {
        held -= segments_[i].bytes;
        at = segments_[i].acknowledged;
    }
    return at;
}

// The window has room now, or when enough of what is on the wire has been acknowledged.
Instant SendWindow::next_departure(Instant now) {
    Instant at = std::max(now, left_);
    while (in_flight() >= window_) {
        at = std::max(at, segments_[counted_].acknowledged);
        count_acknowledgement();
    }
    return at;
}

// The oldest uncounted segment is acknowledged: the window learns from it.
void SendWindow::count_acknowledgement() {
    const Segment& segment = segments_[counted_];
    const bool limits = 2 * in_flight() >= window_;
    if (segment.recovery != Recovery::none && segment.departs >= recovered_) {
        threshold_ = std::max(window_ / 2, std::uint32_t{2});
        window_ = threshold_;
        credit_ = 0;
        recovered_ = segment.acknowledged;
    }
    if (segment.recovery == Recovery::timeout) window_ = 1;
    ++counted_;
    if (!limits || segment.behind_hole || window_ >= most_segments) return;
    if (window_ < threshold_) {
        ++window_;
    } else if (++credit_ >= window_) {
        ++window_;
        credit_ = 0;
    }
}

}  // namespace mqfate
