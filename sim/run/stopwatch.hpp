// The stopwatch: how long messages took. Beside the ledger, since only a sampler knows when.
#pragma once

#include <algorithm>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/run/summary.hpp"
#include "sim/world/facts.hpp"

namespace mqfate {

class Stopwatch {
public:
    void reset(std::uint32_t messages) {
        published_.assign(messages, Instant{});
        applied_.assign(messages, false);
        latencies_.clear();
        first_ = Instant::never();
        last_ = Instant{};
    }
    void note(const Fact& fact, const Records& records, Instant now) {
        if (fact.kind != FactKind::published && fact.kind != FactKind::confirmed &&
            fact.kind != FactKind::applied && fact.kind != FactKind::rejected &&
            fact.kind != FactKind::let_go)
            return;
        if (fact.records.count == 0) return note_one(fact.kind, fact.message, now);
        for (const MessageId m : records.span(fact.records.first, fact.records.count))
            note_one(fact.kind, m, now);
    }
    const Latencies& latencies() const { return latencies_; }
    friend bool operator==(const Stopwatch&, const Stopwatch&) = default;
    /// From the first publication to the last settlement.
    Duration workload() const { return first_ == Instant::never() ? Duration{} : last_ - first_; }

private:
    void note_one(FactKind kind, MessageId message, Instant now) {
        Instant& published = published_[index(message)];
        switch (kind) {
            case FactKind::published:
                published = now;
                first_ = std::min(first_, now);
                break;
            case FactKind::confirmed: latencies_.ack.add(now - published); [[fallthrough]];
            case FactKind::rejected:
            case FactKind::let_go: last_ = std::max(last_, now); break;
            default:
                if (!applied_[index(message)]) latencies_.end_to_end.add(now - published);
                applied_[index(message)] = true;
        }
    }

    std::vector<Instant> published_;  // by MessageId
    std::vector<bool> applied_;
    Latencies latencies_;
    Instant first_ = Instant::never();
    Instant last_{};
};

}  // namespace mqfate
