// Names of a system of two messages and a timer: for tests of what reports print.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/kafka/causes.hpp"
#include "models/kafka/words.hpp"
#include "reports/result.hpp"

namespace mqfate::reports {

struct Request {
    static constexpr KindName kind{.code = 0, .name = "Request"};
};
struct Response {
    static constexpr KindName kind{.code = 1, .name = "Response"};
};
struct Due {
    static constexpr KindName kind{.code = 0, .name = "Timer"};
};

/// Causes and texts are those of Kafka.
inline Dialect dialect() {
    return {KindTable::of<std::variant<Request, Response>>(), KindTable::of<std::variant<Due>>(),
            CauseTable(kafka::causes::all), kafka::texts};
}
inline Labels labels_of(std::vector<std::string> nodes) { return {std::move(nodes), dialect()}; }

}  // namespace mqfate::reports
