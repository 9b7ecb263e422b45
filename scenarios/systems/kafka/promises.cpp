#include "scenarios/systems/kafka/promises.hpp"

#include <algorithm>

namespace mqfate::scenarios {

Promises promises_of(const kafka::Settings& settings) {
    Promises promises;
    Promise& log = promises.log;
    for (const kafka::ProducerConfig& producer : settings.producers) {
        if (producer.acks != kafka::Acks::all) log.may_lose = true;
        for (std::uint16_t p = 0; p < settings.partitions.size(); ++p)
            if (settings.partitions[p].topic == producer.topic &&
                settings.effective_min_isr({p}) < 2)
                log.may_lose = true;
        const bool resends = producer.acks != kafka::Acks::none && producer.retries > 0;
        if (resends && !producer.enable_idempotence) log.may_duplicate = true;
    }
    Promise& effect = promises.effect;
    effect = log;
    for (const kafka::ConsumerConfig& consumer : settings.consumers) {
        if (consumer.commit == kafka::CommitMode::before_processing) effect.may_lose = true;
        if (consumer.commit != kafka::CommitMode::before_processing) effect.may_duplicate = true;
    }
    return promises;
}

bool confirms(const kafka::Settings& settings) {
    return std::any_of(settings.producers.begin(), settings.producers.end(),
                       [](const auto& producer) { return producer.acks != kafka::Acks::none; });
}

}  // namespace mqfate::scenarios
