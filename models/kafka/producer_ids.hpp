// Ids of producers: who gives which.
//
// Each broker takes ids from blocks of 1000 that the controller gives to nobody else, new ones
// after a restart (RPCProducerIdManager). Here a block is a function of broker, start and need.
// Tested by: tests/models/kafka/inbox_test.cpp, renaming_test.cpp.
#pragma once

#include "models/kafka/ids.hpp"
#include "sim/base/strong.hpp"

namespace mqfate::kafka {

class ProducerIds {
public:
    explicit constexpr ProducerIds(std::uint16_t brokers) : brokers_(brokers) {}

    /// The n-th, from 0, that `broker` gives since its start of this epoch.
    constexpr ProducerId nth(std::uint32_t n, NodeId broker, BrokerEpoch start) const {
        const std::uint32_t starts = n / block * 0x10000U + start.value;
        return {(starts * brokers_ + broker.value) * block + n % block};
    }
    constexpr NodeId giver(ProducerId id) const {
        return {static_cast<std::uint16_t>(id.value / block % brokers_)};
    }
    /// The one that `broker` would have given in the giver's place.
    constexpr ProducerId of_another(ProducerId id, NodeId broker) const {
        return {id.value - giver(id).value * block + broker.value * block};
    }

private:
    static constexpr std::uint32_t block = 1'000;
    std::uint16_t brokers_;
};

}  // namespace mqfate::kafka
