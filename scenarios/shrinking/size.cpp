#include "scenarios/shrinking/size.hpp"

namespace mqfate::scenarios {

ScenarioSize size_of(const Scenario& scenario) {
    ScenarioSize size{.messages = scenario.plan->messages};
    for (const ReadMember& member : scenario.log.members) {
        if (member.kind == ReadMember::Kind::fault) ++size.faults;
        if (member.kind == ReadMember::Kind::setting && !member.at_default) ++size.settings;
    }
    return size;
}

}  // namespace mqfate::scenarios
