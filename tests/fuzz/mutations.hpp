// Mutations of scenario files: the structure is changed, then the bytes. Each is a pure function of
// its number, so that a finding can be made again.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sim/base/luck.hpp"

namespace mqfate::tests {

class Mutation {
public:
    using Json = nlohmann::ordered_json;

    explicit Mutation(std::uint64_t number) : luck_{0x5eed, number} {}

    /// `text` with one to four changes.
    std::string of(const std::string& text) {
        Json json = Json::parse(text, nullptr, false);
        const std::uint64_t changes = 1 + pick(4);
        for (std::uint64_t i = 0; i < changes && !json.is_discarded(); ++i) change(json);
        std::string changed = json.dump(2, ' ', false, Json::error_handler_t::replace);
        if (pick(8) == 0) break_bytes(changed);
        return changed;
    }

private:
    std::uint64_t pick(std::uint64_t n) { return below(luck_.draw(Purpose::test, 0, draws_++), n); }

    /// Every value of the document, the root among them.
    static void collect(Json& json, std::vector<Json*>& all) {
        all.push_back(&json);
        if (json.is_structured())
            for (Json& child : json) collect(child, all);
    }
    Json strange() {
        static const std::array<const char*, 34> values{"null",
                                                        "true",
                                                        "0",
                                                        "1",
                                                        "-1",
                                                        "2",
                                                        "5",
                                                        "1e308",
                                                        "-0.0",
                                                        "0.5",
                                                        "1e-300",
                                                        "9223372036854775807",
                                                        "18446744073709551616",
                                                        "4294967296",
                                                        "65536",
                                                        "\"\"",
                                                        "\"1ns\"",
                                                        "\"0s\"",
                                                        "\"-5ms\"",
                                                        "\"1000000h\"",
                                                        "\"NaN\"",
                                                        "\"1e9\"",
                                                        "\"50 %\"",
                                                        "\"b1\"",
                                                        "\"p\"",
                                                        "\"leader of orders/0\"",
                                                        "\"all brokers\"",
                                                        "\"any\"",
                                                        "[]",
                                                        "{}",
                                                        "[[[[1]]]]",
                                                        "{\"exponential\": \"1ns\"}",
                                                        "{\"uniform\": [\"2s\", \"1s\"]}",
                                                        "\"\\u0000\\u202e\""};
        return Json::parse(values[pick(values.size())]);
    }
    void change(Json& json) {
        std::vector<Json*> all;
        collect(json, all);
        Json& at = *all[pick(all.size())];
        switch (pick(6)) {
            case 0:
            case 1: at = strange(); break;
            case 2: at = Json(*all[pick(all.size())]); break;  // a value from elsewhere
            case 3: leave_out(at); break;
            case 4: add_to(at, Json(*all[pick(all.size())])); break;
            default: scale(at); break;
        }
    }
    void leave_out(Json& at) {
        if (at.is_structured() && !at.empty())
            at.erase(std::next(at.begin(), static_cast<std::ptrdiff_t>(pick(at.size()))));
    }
    void add_to(Json& at, Json value) {
        if (at.is_array()) at.push_back(std::move(value));
        if (at.is_object())
            at[at.empty() || pick(2) == 0 ? "min.insync.replicas" : at.begin().key() + "s"] =
                std::move(value);
    }
    void scale(Json& at) {
        static const std::array<double, 6> factors{-1, 0.001, 0.5, 3, 1'000, 1e12};
        const double factor = factors[pick(factors.size())];
        const double scaled = at.is_number() ? at.get<double>() * factor : 0;
        if (at.is_number_integer() && factor > 1 && std::abs(scaled) < 9e18)
            at = static_cast<std::int64_t>(scaled);
        else if (at.is_number())
            at = scaled;
    }
    void break_bytes(std::string& text) {
        for (std::uint64_t i = 0, n = 1 + pick(3); i < n && !text.empty(); ++i) {
            const std::size_t at = pick(text.size());
            if (pick(2) == 0)
                text[at] = static_cast<char>(pick(256));
            else
                text.erase(at, 1 + pick(20));
        }
    }

    Luck luck_;
    std::uint64_t draws_ = 0;
};

}  // namespace mqfate::tests
