#include "models/kafka/producer_state.hpp"

#include <algorithm>

namespace mqfate::kafka {
namespace {

Sequence last_of(const Batch& batch) { return batch.first_sequence + (batch.records.count - 1); }

template <class List> auto find(List& producers, ProducerId id) {
    return std::find_if(producers.begin(), producers.end(),
                        [&](const auto& producer) { return producer.id == id; });
}

}  // namespace

ProducerStates::Verdict ProducerStates::check(const Batch& batch) const {
    if (batch.producer == no_producer_id) return {};
    const auto known = find(producers, batch.producer);
    if (known == producers.end()) return {};  // nothing known: any sequence is accepted
    if (batch.epoch == known->epoch)
        for (std::size_t i = 0; i < known->count; ++i) {
            const Known& seen = known->batches[i];
            if (seen.first == batch.first_sequence && seen.last == last_of(batch))
                return {Error::none, true, seen.end};
        }
    if (batch.epoch < known->epoch) return {Error::invalid_producer_epoch, false, {}};
    const bool in_order = batch.epoch != known->epoch
                              ? batch.first_sequence == Sequence{0}
                              : batch.first_sequence == known->batches[0].last + 1;
    return {in_order ? Error::none : Error::out_of_order_sequence_number, false, {}};
}

void ProducerStates::update(const Batch& batch, Offset base) {
    if (batch.producer == no_producer_id) return;
    auto known = find(producers, batch.producer);
    if (known == producers.end()) {
        producers.push_back(
            {.id = batch.producer, .epoch = batch.epoch, .count = 0, .batches = {}});
        known = std::prev(producers.end());
    }
    if (known->epoch != batch.epoch) {  // ProducerStateEntry.maybeUpdateProducerEpoch
        known->epoch = batch.epoch;
        known->count = 0;
        known->batches = {};
    }
    std::copy_backward(known->batches.begin(), known->batches.end() - 1, known->batches.end());
    known->batches[0] = {batch.first_sequence, last_of(batch), base + batch.records.count};
    if (known->count < batches_to_retain) ++known->count;
}

}  // namespace mqfate::kafka
