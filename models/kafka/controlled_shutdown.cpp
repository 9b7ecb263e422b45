// Controlled shutdown, the side of the controller (controller.hpp, rule 7).
#include <algorithm>

#include "models/kafka/controller.hpp"
#include "models/kafka/versions.hpp"

namespace mqfate::kafka {

bool Controller::shut_down(NodeId broker, RoleContext& context) {
    Registration& registration = durable.brokers[index(broker)];
    if (registration.fenced) return true;
    const bool asks_nobody = needs_zookeeper(context.settings().kafka.versions.brokers);
    if (registration.shutdown == 0 && leads_anything(broker)) {
        registration.shutdown = ++durable.shutdowns;
        remove_from_isrs(broker, context);
        note_gone(broker, true, context);
        if (!asks_nobody) return false;
    }
    if (leads_anything(broker)) return false;
    if (!asks_nobody && !all_have_read(registration.shutdown)) return false;
    context.cancel(SessionExpires{broker});
    fence(broker, context);
    note_gone(broker, true, context);
    return true;
}

void Controller::note_gone(NodeId broker, bool gone, RoleContext& context) {
    if (durable.brokers[index(broker)].gone == gone) return;
    durable.brokers[index(broker)].gone = gone;
    for (std::uint16_t b = 0; b < memory.contacts.size(); ++b)
        if (memory.contacts[b].observes) context.reply({b}, registration_of(broker));
}

bool Controller::leads_anything(NodeId broker) const {
    return std::any_of(durable.partitions.begin(), durable.partitions.end(),
                       [broker](const PartitionState& state) { return state.leader == broker; });
}

// BrokerHeartbeatManager.lowestActiveOffset: of each, what its last heartbeat said.
bool Controller::all_have_read(std::uint32_t number) const {
    for (std::uint16_t b = 0; b < durable.brokers.size(); ++b)
        if (is_active({b}) && memory.contacts[b].read_shutdown < number) return false;
    return true;
}

}  // namespace mqfate::kafka
