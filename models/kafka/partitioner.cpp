#include "models/kafka/partitioner.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace mqfate::kafka {

std::uint32_t murmur2(std::string_view key) {
    constexpr std::uint32_t seed = 0x9747b28c;
    constexpr std::uint32_t m = 0x5bd1e995;
    const auto byte = [key](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(key[i]));
    };
    std::uint32_t h = seed ^ static_cast<std::uint32_t>(key.size());
    std::size_t i = 0;
    for (; i + 4 <= key.size(); i += 4) {
        std::uint32_t k = byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
        k *= m;
        k ^= k >> 24;
        k *= m;
        h = (h * m) ^ k;
    }
    if (i < key.size()) {
        for (std::size_t tail = key.size() - 1; tail > i; --tail) h ^= byte(tail) << 8 * (tail - i);
        h = (h ^ byte(i)) * m;
    }
    h ^= h >> 13;
    h *= m;
    return h ^ h >> 15;
}

std::uint32_t partition_for_key(std::string_view key, std::uint32_t partitions) {
    return (murmur2(key) & 0x7fffffffU) % partitions;
}

std::uint32_t partition_for_key(std::uint32_t key, std::uint32_t partitions) {
    std::array<char, 10> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), key).ptr;
    return partition_for_key(
        std::string_view(text.data(), static_cast<std::size_t>(end - text.data())), partitions);
}

std::uint32_t any_of(NodeId producer, std::uint32_t message, std::uint32_t count) {
    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input counts.
    std::uint64_t z = (std::uint64_t{producer.value} << 32 | message) + 0x9e3779b97f4a7c15ULL;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ z >> 27) * 0x94d049bb133111ebULL;
    return static_cast<std::uint32_t>((z ^ z >> 31) % count);
}

void StickyPartition::appended(std::uint32_t bytes, std::uint32_t batch_size, bool may_switch) {
    produced_bytes += bytes;
    if ((produced_bytes >= batch_size && may_switch) || produced_bytes / 2 >= batch_size)
        *this = {};
}

}  // namespace mqfate::kafka
