// The sender's half of a TCP connection whose packets may be lost: what may be on the wire at once.
//
// Rules: RFC 5681 (slow start, congestion avoidance, fast retransmit), RFC 6582 (one reduction of
// the window for all losses of one window), RFC 6298 5.5 (the time-out doubles), RFC 6928 (ten
// segments to begin with), RFC 7661 (a window that is not used does not grow).
//   1. As many segments may be unacknowledged as the window says; what is handed over meanwhile
//      waits in the socket's buffer and leaves in full segments.
//   2. A lost segment with three or more in flight before it is taken to have as many behind it: it
//      leaves again after one round trip, and the window is halved. If that is lost too, or fewer
//      are in flight, it leaves after the retransmission time-out, and the window begins with one.
//   3. A lost acknowledgement is covered by the next one; that of a segment which the window lets
//   out
//      alone costs the sender a time-out.
//   4. Segments arrive and are acknowledged in order: a hole holds up all that is behind it.
// Since what is sent later never changes what left before, a segment's whole passage is computed
// when its first byte is handed over, and nothing has to happen in between.
//
//      What was behind one has been acknowledged selectively (RFC 2018): the window learns nothing
//      from it once more.
// Leaves out: delayed acknowledgements, an estimate of the round trip (the time-out is a setting),
// Nagle's rule (Kafka's clients set TCP_NODELAY), tail loss probes (RFC 8985), CUBIC. Tested by:
// tests/sim/run/send_window_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "sim/base/luck.hpp"
#include "sim/base/ring.hpp"
#include "sim/base/time.hpp"

namespace mqfate {

struct Passage {
    Instant at;
    bool lost = false;
};

class SendWindow {
public:
    static constexpr std::uint32_t segment_bytes = 1448;  ///< Ethernet, IPv4, timestamps

    /// A new connection, or none: nothing is under way.
    void reset();

    /// `bytes` > 0 are handed over at `now`; returns when the last of them can be read. `which`
    /// names the draws of the segments that begin with them. Requires: `now` never decreases.
    /// `Path` has   Passage cross(Instant at, std::uint64_t which, std::uint32_t bytes)  one
    /// transmission of a segment;   Passage back(Instant at, std::uint64_t which)  an
    /// acknowledgement of it;   Duration timeout, timeout_max.
    template <class Path>
    Instant accept(Instant now, std::uint32_t bytes, std::uint64_t which, Path&& path);

    /// Bytes handed over and not acknowledged at the last `accept` or `settle`.
    std::uint64_t held() const { return held_; }
    /// Acknowledgements up to `now` have come.
    void settle(Instant now);
    /// When the last of what has left by `now` arrives; never, if nothing waits to leave.
    Instant arrival_of_what_left(Instant now) const;
    /// When at most `most` bytes are held, if nothing more is handed over.
    Instant when_held_is(std::uint64_t most) const;

    friend bool operator==(const SendWindow&, const SendWindow&) = default;

    /// When the sender is told that its buffer has room again; never: it knows of no other.
    Instant drains = Instant::never();

private:
    enum class Recovery : std::uint8_t { none, fast, timeout };
    struct Segment {
        Instant departs;
        Instant arrives;
        Instant acknowledged;
        std::uint32_t bytes = 0;
        Recovery recovery = Recovery::none;
        bool behind_hole = false;  ///< it was there before what left earlier
        friend bool operator==(const Segment&, const Segment&) = default;
    };

    std::size_t in_flight() const { return segments_.size() - counted_; }
    Instant next_departure(Instant now);
    void count_acknowledgement();
    template <class Path> void transmit(Segment& segment, std::uint64_t which, Path& path);

    Ring<Segment> segments_;   // oldest first: not acknowledged at the time of the last call
    std::size_t counted_ = 0;  // of them, those whose acknowledgement the window has counted
    std::uint64_t held_ = 0;
    std::uint32_t window_ = 10;
    std::uint32_t threshold_ = most_segments;
    std::uint32_t credit_ = 0;  // acknowledgements towards the next segment of the window
    Instant left_{};            // the last departure
    Instant recovered_{};       // losses of what left earlier are part of one reduction

    static constexpr std::uint32_t most_segments = 4096;  // the receiver's window, about 6 MB
};

template <class Path>
Instant SendWindow::accept(Instant now, std::uint32_t bytes, std::uint64_t which, Path&& path) {
    settle(now);
    held_ += bytes;
    Instant arrives = now;
    if (!segments_.empty() && segments_.back().departs > now) {  // it waits: what fits goes with it
        Segment& last = segments_.back();
        const std::uint32_t joins = std::min(bytes, segment_bytes - last.bytes);
        last.bytes += joins;
        bytes -= joins;
        arrives = last.arrives;
    }
    while (bytes > 0) {
        Segment segment;
        segment.departs = next_departure(now);
        segment.bytes = std::min(bytes, segment_bytes);
        transmit(segment, which, path);
        if (!segments_.empty()) {
            const Segment& before = segments_.back();
            segment.behind_hole = segment.acknowledged < before.acknowledged;
            segment.arrives = std::max(segment.arrives, before.arrives);
            segment.acknowledged = std::max(segment.acknowledged, before.acknowledged);
        }
        segments_.push_back(segment);
        left_ = segment.departs;
        arrives = segment.arrives;
        bytes -= segment.bytes;
        which = mix(which, segment_bytes);
    }
    return arrives;
}

template <class Path>
void SendWindow::transmit(Segment& segment, std::uint64_t which, Path& path) {
    std::uint64_t attempt = 0;
    Instant left = segment.departs;
    Duration wait = path.timeout;
    const auto again = [&](Instant at) {
        left = at;
        return path.cross(left, mix(which, ++attempt), segment.bytes);
    };
    const auto time_out = [&] {
        segment.recovery = Recovery::timeout;
        const Passage passage = again(left + wait);
        wait = std::min(times(wait, 2), path.timeout_max);
        return passage;
    };
    constexpr std::uint64_t most = 64;
    Passage passage = path.cross(left, mix(which, attempt), segment.bytes);
    if (passage.lost && in_flight() >= 3) {
        segment.recovery = Recovery::fast;
        passage = again(path.back(passage.at, mix(which, attempt)).at);
    }
    while (passage.lost && attempt < most) passage = time_out();
    segment.arrives = passage.at;
    Passage answer = path.back(passage.at, mix(which, attempt));
    while ((answer.lost || passage.lost) && window_ == 1 && attempt < most) {
        passage = time_out();
        answer = path.back(passage.at, mix(which, attempt));
    }
    segment.acknowledged = answer.at;
}

}  // namespace mqfate
