#include "sim/base/delay.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/ensure.hpp"
#include "sim/base/wide.hpp"

namespace mqfate {
namespace {

Duration along(const std::vector<Delay::Point>& points, std::uint64_t bits) {
    ENSURE(points.size() >= 2, "quantiles need two points at least");
    std::size_t i = 1;
    while (i + 1 < points.size() && !points[i].share.hit(bits)) ++i;
    const Delay::Point& from = points[i - 1];
    const Delay::Point& to = points[i];
    if (from.at == to.at) return from.at;
    const std::uint64_t begin = from.word;
    const std::uint64_t width = to.word - begin;
    if (width == 0 || bits <= begin) return from.at;
    const auto rise = static_cast<std::uint64_t>((to.at - from.at).ns);
    const Wide part = static_cast<Wide>(bits - begin) * rise / width;
    return from.at + Duration{static_cast<std::int64_t>(part)};
}

std::uint64_t total_weight(const Delay& delay) {
    return std::accumulate(delay.parts.begin(), delay.parts.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& part) { return sum + part.first; });
}

}  // namespace

namespace detail {

Duration draw_compound(const Delay& delay, const Luck& luck, Purpose purpose, std::uint64_t entity,
                       std::uint64_t occurrence) {
    const std::uint64_t bits = luck.draw(purpose, entity, occurrence);
    switch (delay.kind) {
        case Delay::Kind::erlang: {
            const Duration each{delay.low.ns / delay.phases};
            Duration sum = exponential(each, bits);
            for (std::uint32_t phase = 1; phase < delay.phases; ++phase)
                sum += exponential(each, luck.draw(purpose, entity, mix(occurrence, phase)));
            return sum;
        }
        case Delay::Kind::quantiles: return along(delay.points, bits);
        case Delay::Kind::mix: {
            std::uint64_t at = below(bits, total_weight(delay));
            for (const auto& [weight, part] : delay.parts) {
                if (at < weight)
                    return draw(part, luck, purpose, entity, mix(occurrence, 0x6d6978));
                at -= weight;
            }
            break;
        }
        default: break;
    }
    ENSURE(false, "a delay of no kind");
}

}  // namespace detail

Delay scaled(const Delay& delay, Ratio share) {
    const auto part = [&](Duration whole) {
        const Wide ns = static_cast<Wide>(static_cast<std::uint64_t>(whole.ns)) * share.numerator;
        return Duration{static_cast<std::int64_t>(ns / share.denominator)};
    };
    Delay result = delay;
    result.at_least = part(delay.at_least);
    result.low = part(delay.low);
    result.high = part(delay.high);
    for (Delay::Point& point : result.points) point.at = part(point.at);
    for (auto& [weight, each] : result.parts) each = scaled(each, share);
    return result;
}

Duration mean(const Delay& delay) {
    Duration sum = delay.at_least;
    switch (delay.kind) {
        case Delay::Kind::constant:
        case Delay::Kind::exponential:
        case Delay::Kind::erlang: return sum + delay.low;
        case Delay::Kind::uniform:
            return sum + delay.low + Duration{(delay.high - delay.low).ns / 2};
        case Delay::Kind::quantiles:
            for (std::size_t i = 1; i < delay.points.size(); ++i) {
                const Wide share =
                    static_cast<Wide>(delay.points[i].word) - delay.points[i - 1].word;
                const auto middle = static_cast<std::uint64_t>(
                    (delay.points[i - 1].at + delay.points[i].at).ns / 2);
                sum += Duration{static_cast<std::int64_t>(share * middle >> 64)};
            }
            return sum;
        case Delay::Kind::mix: {
            Wide weighted = 0;
            for (const auto& [weight, part] : delay.parts)
                weighted += static_cast<Wide>(static_cast<std::uint64_t>(mean(part).ns)) * weight;
            return sum + Duration{static_cast<std::int64_t>(weighted / total_weight(delay))};
        }
    }
    return sum;
}

Duration smallest(const Delay& delay) {
    const Duration least = delay.at_least;
    switch (delay.kind) {
        case Delay::Kind::constant:
        case Delay::Kind::uniform: return least + delay.low;
        case Delay::Kind::exponential:
        case Delay::Kind::erlang: return least;
        case Delay::Kind::quantiles: return least + delay.points.front().at;
        case Delay::Kind::mix: {
            Duration part_least = forever();
            for (const auto& [weight, part] : delay.parts)
                if (weight > 0) part_least = std::min(part_least, smallest(part));
            return least + part_least;
        }
    }
    return least;
}

Duration largest(const Delay& delay) {
    const Duration least = delay.at_least;
    switch (delay.kind) {
        case Delay::Kind::constant: return least + delay.low;
        case Delay::Kind::uniform: return least + delay.high;
        case Delay::Kind::exponential:
        case Delay::Kind::erlang: return forever();
        case Delay::Kind::quantiles: return least + delay.points.back().at;
        case Delay::Kind::mix: {
            Duration part_most{};
            for (const auto& [weight, part] : delay.parts)
                if (weight > 0) part_most = std::max(part_most, largest(part));
            return least + part_most;
        }
    }
    return least;
}

}  // namespace mqfate
