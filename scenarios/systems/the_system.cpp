#include "scenarios/systems/the_system.hpp"

#include <string>

namespace mqfate::scenarios {

const System& the_system(Reader& root, const std::vector<System>& systems) {
    std::vector<std::string> keys;
    const System* given = nullptr;
    for (const System& system : systems) {
        keys.emplace_back(system.key);
        if (!root.has(system.key)) continue;
        if (given != nullptr)
            root.error(system.key, in_quotes(given->key) + " is given too",
                       "one system; the others in files of their own");
        else
            given = &system;
    }
    if (given != nullptr) return *given;
    if (systems.size() == 1)
        root.need(systems.front().key);
    else
        root.error("no system: one of " + joined(keys) + " is needed");
    return systems.front();
}

}  // namespace mqfate::scenarios
