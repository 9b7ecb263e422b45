// The publishing application: a part of every producing role, on whose disk its place in its own
// work is. What it has handed over, it does not hand over again.
//
// Invariant: PublishNext is armed from wait_for_next() until it fires.
// Tested by: tests/models/app/publisher_test.cpp.
#pragma once

#include <cstdint>

#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "sim/world/context.hpp"

namespace mqfate::app {

struct Publisher {
    std::uint32_t published = 0;  ///< messages that were handed over
    friend bool operator==(const Publisher&, const Publisher&) = default;

    /// Arms PublishNext for the next message; nothing, if there is none.
    template <class C> void wait_for_next(C& context) const {
        const PublisherConfig& config = context.settings().app.publisher(context.self());
        if (published < config.messages)
            context.arm(PublishNext{}, Wait{.drawn = config.every, .subject = published});
    }
    /// Hands over the next message, in the order scope `scope`, and returns it.
    template <class C> MessageId publish(std::uint16_t scope, C& context) {
        ++published;
        const MessageId message = last(context.settings().app, context.self());
        context.note(Fact{.kind = FactKind::published, .message = message, .scope = scope});
        return message;
    }
    /// The message that was handed over last. Requires: there is one.
    MessageId last(const Settings& settings, NodeId self) const {
        return settings.publisher(self).first + (published - 1);
    }
    bool has_published_all(const Settings& settings, NodeId self) const {
        return published == settings.publisher(self).messages;
    }
};

}  // namespace mqfate::app
