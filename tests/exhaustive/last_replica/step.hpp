// One step, and how it is told.
#pragma once

#include <cstdint>
#include <string>

#include "tests/exhaustive/last_replica/messages.hpp"

namespace mqfate::last_replica {

/// One choice of an action of the specification.
struct Step {
    enum class Kind : std::uint8_t {
        start,            ///< BrokerStart
        hear_registered,  ///< ReceiveBrokerRegResponse
        read_metadata,    ///< ReceiveMetadataUpdate: to partition epoch `index`
        ask_isr,          ///< SendAlterPartitionRequest
        hear_isr,         ///< ReceiveAlterPartitionResponse: message `index`
        ask_fetch,        ///< SendFetchRequest: from `other`
        answer_fetch,     ///< ReceiveFetchRequest: of `other`, message `index`
        hear_fetch,       ///< ReceiveFetchResponse: of `other`, message `index`
        write,            ///< WriteRecordToLeader
        lose_disk,        ///< UncleanShutdown: then `leader` leads
        register_broker,  ///< ReceiveBrokerRegRequest: message `index`; then `leader` leads
        answer_isr,       ///< ReceiveAlterPartitionRequest: message `index`
        fence,            ///< FenceBroker: then `leader` leads
        unfence,          ///< UnfenceBroker: then `leader` leads
    };
    Kind kind{};
    Name broker = nobody;
    Name other = nobody;
    Name leader = nobody;
    std::uint8_t index = 0;
    friend bool operator==(const Step&, const Step&) = default;
};

/// "b1 takes a record".
inline std::string describe(const Step& step) {
    const auto name = [](Name broker) { return "b" + std::to_string(broker); };
    const std::string one = name(step.broker);
    const std::string other = name(step.other);
    const std::string then =
        step.leader == nobody ? ": nobody leads" : ": " + name(step.leader) + " leads";
    using enum Step::Kind;
    switch (step.kind) {
        case start: return one + " starts and asks to be registered";
        case hear_registered: return one + " hears that it is registered";
        case read_metadata:
            return one + " reads the metadata to partition epoch " + std::to_string(step.index);
        case ask_isr: return one + " asks for a larger ISR";
        case hear_isr: return one + " hears what became of the ISR";
        case ask_fetch: return one + " asks " + other + " for records";
        case answer_fetch: return one + " answers " + other;
        case hear_fetch: return one + " hears from " + other;
        case write: return one + " takes a record";
        case lose_disk: return one + " fails and loses its disk" + then;
        case register_broker: return "the controller registers " + one + then;
        case answer_isr: return "the controller answers " + one + " about the ISR";
        case fence: return "the controller fences " + one + then;
        case unfence: return "the controller unfences " + one + then;
    }
    return {};
}

}  // namespace mqfate::last_replica
