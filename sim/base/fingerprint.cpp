#include "sim/base/fingerprint.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace mqfate {

std::string to_string(Fingerprint fingerprint) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint64_t half : {fingerprint.high, fingerprint.low})
        for (int shift = 60; shift >= 0; shift -= 4) text += digits[half >> shift & 15U];
    return text;
}

namespace detail {

Fingerprint hash_bytes(std::span<const unsigned char> bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

}  // namespace detail
}  // namespace mqfate
