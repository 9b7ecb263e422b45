#include "sim/world/timer_set.hpp"

#include "sim/base/luck.hpp"

namespace mqfate {

std::size_t TimerSet::first_slot(TimerKey key) const {
    return mix(key.bits, 0) & (table_.size() - 1);
}

std::uint32_t TimerSet::find_in_table(TimerKey key) const {
    std::size_t slot = first_slot(key);
    while (table_[slot] != nowhere && keys_[table_[slot]] != key)
        slot = (slot + 1) & (table_.size() - 1);
    return table_[slot];
}

void TimerSet::put_in_table(std::uint32_t place) {
    std::size_t slot = first_slot(keys_[place]);
    while (table_[slot] != nowhere) slot = (slot + 1) & (table_.size() - 1);
    table_[slot] = place;
}

void TimerSet::enter_table(std::uint32_t place) {
    if (2 * std::size_t{size()} <= table_.size()) return put_in_table(place);
    table_.assign(table_.empty() ? 4 * few : 2 * table_.size(), nowhere);
    for (std::uint32_t each = 0; each < size(); ++each)
        if (is_armed(each)) put_in_table(each);
}

// What was put behind the slot because it was taken moves up (Knuth, vol. 3, algorithm 6.4 R).
void TimerSet::leave_table(std::uint32_t place) {
    const std::size_t mask = table_.size() - 1;
    std::size_t hole = first_slot(keys_[place]);
    while (table_[hole] != place) hole = (hole + 1) & mask;
    for (std::size_t next = (hole + 1) & mask; table_[next] != nowhere; next = (next + 1) & mask) {
        const std::size_t wanted = first_slot(keys_[table_[next]]);
        if (((next - wanted) & mask) < ((next - hole) & mask)) continue;
        table_[hole] = table_[next];
        hole = next;
    }
    table_[hole] = nowhere;
}

}  // namespace mqfate
