#include "models/kafka/attempts.hpp"

#include <utility>

#include "models/kafka/backoff.hpp"

namespace mqfate::kafka {
namespace {

// socket.connection.setup.timeout.ms and its ceiling, both at their defaults.
constexpr Duration first_setup = seconds(10);
constexpr Duration setup_max = seconds(30);

void count(std::uint8_t& failures) {
    if (failures < 0xff) ++failures;
}
std::uint32_t subject_of(NodeId server, std::uint8_t failures) {
    return std::uint32_t{server.value} << 8 | failures;
}

}  // namespace

Wait Attempts::setup_timeout(NodeId server) const {
    return exponential_backoff(first_setup, setup_max, failed_connect,
                               subject_of(server, failed_connect));
}

Wait Attempts::disconnected(NodeId server, Duration backoff, Duration backoff_max) {
    const Wait pause =
        exponential_backoff(backoff, backoff_max, failed, subject_of(server, failed));
    count(failed);
    if (std::exchange(accepted, false))
        failed_connect = 0;
    else
        count(failed_connect);
    return pause;
}

}  // namespace mqfate::kafka
