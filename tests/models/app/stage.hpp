// The application and its database alone on a stage: the test plays the queue, the clock, the
// network and the disk.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "sim/world/disk.hpp"

namespace mqfate::app {

inline constexpr NodeId shop{0};
inline constexpr NodeId billing{1};
inline constexpr NodeId database{2};

struct Words {
    using Body = app::Messages;
    using Timer = app::Timers;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
    };
    struct Settings {
        app::Settings app;
    };
};
using Ctx = Context<Words>;

/// What a node asked for when it was shown something last.
struct Stage {
    Words::Settings settings;
    Words::Store store;
    std::vector<Effect<Words>> effects;

    Stage() {
        settings.app.publishers = {
            {.node = shop, .first = {10}, .messages = 2, .every = DelayId{4}}};
        settings.app.applications = {{.node = billing, .work = DelayId{3}, .audience = 1}};
        settings.app.database = database;
    }
    Ctx context(NodeId self) {
        effects.clear();
        return {self, settings, store, effects};
    }
    template <class E> std::vector<E> all() const {
        std::vector<E> found;
        for (const auto& effect : effects)
            if (const auto* one = std::get_if<E>(&effect)) found.push_back(*one);
        return found;
    }
    /// How long `timer` was armed for, if it was.
    std::optional<Wait> armed(const Words::Timer& timer) const {
        for (const auto& arm : all<Arm<Words>>())
            if (arm.timer == timer) return arm.wait;
        return {};
    }
    std::vector<ApplyEffect> asked() const {
        std::vector<ApplyEffect> found;
        for (const auto& request : all<Request<Words>>())
            if (request.server == database) found.push_back(std::get<ApplyEffect>(request.body));
        return found;
    }
};

}  // namespace mqfate::app
