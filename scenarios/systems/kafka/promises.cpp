#include "scenarios/systems/kafka/promises.hpp"

#include <algorithm>

namespace mqfate::scenarios {

namespace {

/// ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG at its most, Integer.MAX_VALUE: it never gives up.
constexpr Duration never_over = milliseconds(0x7fffffff);

bool is_idempotent(const kafka::ProducerConfig& producer) {
    return producer.enable_idempotence && producer.acks == kafka::Acks::all;
}

// Whether what was sent may be sent once more and not be recognised. Without idempotence nothing
// is; with it, what is in flight when an earlier batch is given up is numbered anew
// (TransactionManager.bumpIdempotentProducerEpoch, TxnPartitionEntry.startSequencesAtBeginning).
// With one in flight nothing else is.
bool may_repeat(const kafka::ProducerConfig& producer) {
    if (producer.acks == kafka::Acks::none || producer.retries == 0) return false;
    if (!is_idempotent(producer)) return true;
    const bool may_give_up =
        producer.delivery_timeout < never_over || producer.retries < 0x7fffffff;
    return may_give_up && producer.max_in_flight_requests_per_connection > 1;
}

}  // namespace

Promises promises_of(const kafka::Settings& settings) {
    Promises promises;
    Promise& log = promises.log;
    for (const kafka::ProducerConfig& producer : settings.producers) {
        if (producer.acks != kafka::Acks::all) log.may_lose = true;
        for (std::uint16_t p = 0; p < settings.partitions.size(); ++p)
            if (settings.partitions[p].topic == producer.topic &&
                settings.effective_min_isr({p}) < 2)
                log.may_lose = true;
        if (!may_repeat(producer)) continue;
        log.only_behind_a_failure =
            is_idempotent(producer) && (log.only_behind_a_failure || !log.may_duplicate);
        log.may_duplicate = true;
    }
    Promise& effect = promises.effect;
    effect = log;
    for (const kafka::ConsumerConfig& consumer : settings.consumers) {
        if (consumer.commit == kafka::CommitMode::before_processing) effect.may_lose = true;
        // Latest skips what came before the consumer began; with none it stops.
        if (consumer.auto_offset_reset != kafka::OffsetReset::earliest) effect.may_lose = true;
        if (consumer.commit == kafka::CommitMode::before_processing) continue;
        effect.may_duplicate = true;
        effect.only_behind_a_failure = false;
    }
    return promises;
}

bool confirms(const kafka::Settings& settings) {
    return std::any_of(settings.producers.begin(), settings.producers.end(),
                       [](const auto& producer) { return producer.acks != kafka::Acks::none; });
}

}  // namespace mqfate::scenarios
