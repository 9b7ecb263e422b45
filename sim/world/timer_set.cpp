#include "sim/world/timer_set.hpp"

namespace mqfate {

std::uint32_t TimerSet::find_in_table(TimerKey key) const {
    const auto found = table_.find(key.bits);
    return found == table_.end() ? nowhere : found->second;
}

void TimerSet::note_in_table(TimerKey key, std::uint32_t place) {
    if (table_.empty())
        for (std::uint32_t i = 0; i < size(); ++i)
            if (is_armed(i)) table_.emplace(keys_[i].bits, i);
    table_.insert_or_assign(key.bits, place);
}

}  // namespace mqfate
