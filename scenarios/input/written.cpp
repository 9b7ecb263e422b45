#include "scenarios/input/written.hpp"

#include <limits>

#include "scenarios/input/quantities.hpp"

namespace mqfate::scenarios {
namespace {

Value object_of(std::string name, Value value) {
    Value object;
    object.kind = Value::Kind::object;
    object.members.push_back({std::move(name), {}, std::move(value)});
    return object;
}
Value list_of(std::initializer_list<Value> items) {
    Value list;
    list.kind = Value::Kind::array;
    list.items = items;
    return list;
}
std::string fraction(Ratio ratio) {
    return std::to_string(ratio.numerator) + "/" + std::to_string(ratio.denominator);
}

/// Without what is added to every draw.
Value drawn(const Delay& delay) {
    switch (delay.kind) {
        case Delay::Kind::constant: return written(delay.low);
        case Delay::Kind::uniform:
            return object_of("uniform", list_of({written(delay.low), written(delay.high)}));
        case Delay::Kind::exponential: return object_of("exponential", written(delay.low));
        case Delay::Kind::erlang: {
            Value erlang = object_of("k", number(delay.phases));
            erlang.members.push_back({"mean", {}, written(delay.low)});
            return object_of("erlang", std::move(erlang));
        }
        case Delay::Kind::quantiles: {
            Value table;
            table.kind = Value::Kind::object;
            for (const Delay::Point& point : delay.points)
                table.members.push_back({fraction(point.share), {}, written(point.at)});
            return object_of("quantiles", std::move(table));
        }
        case Delay::Kind::mix: {
            Value parts = list_of({});
            for (const auto& [weight, part] : delay.parts)
                parts.items.push_back(list_of({number(weight), written(part)}));
            return object_of("mix", std::move(parts));
        }
    }
    return {};
}

}  // namespace

Value number(std::uint64_t n) {
    Value value;
    value.kind = Value::Kind::number;
    value.text = std::to_string(n);
    return value;
}

Value text(std::string words) {
    Value value;
    value.kind = Value::Kind::string;
    value.text = std::move(words);
    return value;
}

Value written(Duration duration) { return text(to_text(duration)); }

Value written_ms(Duration duration) {
    constexpr std::int64_t ms = 1'000'000;
    if (duration == forever()) return written(std::numeric_limits<std::int64_t>::max());
    return duration.ns % ms == 0 ? written(duration.ns / ms) : written(duration);
}

Value written(Ratio ratio) {
    if (ratio.is_zero() || ratio.is_one()) return number(ratio.is_one() ? 1 : 0);
    return text(fraction(ratio));
}

Value written(const Delay& delay) {
    if (delay.at_least == Duration{}) return drawn(delay);
    Value both = object_of("at_least", written(delay.at_least));
    both.members.push_back({"plus", {}, drawn(delay)});
    return both;
}

}  // namespace mqfate::scenarios
