// The toy queue, first part: what its nodes say to each other, what they wait for, and its
// settings.
//
// A queue that pushes: publishers hand messages to it, it gives each to one worker of every
// audience, and lets go of it when that worker acknowledges. What of that is on disk is a setting.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "models/compose.hpp"
#include "sim/world/context.hpp"
#include "sim/world/kind.hpp"

namespace mqfate::toy_queue {

// ---- messages. Codes and names are for ever.
/// A publisher hands over one message.
struct Push {
    static constexpr KindName kind{.code = 1, .name = "Push"};
    RecordIndex record;
    std::uint8_t attempt = 0;
    friend bool operator==(const Push&, const Push&) = default;
};
/// The queue has it.
struct Pushed {
    static constexpr KindName kind{.code = 2, .name = "Pushed"};
    RecordIndex record;
    friend bool operator==(const Pushed&, const Pushed&) = default;
};
/// A worker is ready for messages.
struct Subscribe {
    static constexpr KindName kind{.code = 3, .name = "Subscribe", .quick = true};
    friend bool operator==(const Subscribe&, const Subscribe&) = default;
};
/// The queue gives a worker one message.
struct Give {
    static constexpr KindName kind{.code = 4, .name = "Give"};
    RecordIndex record;
    Cause again = Cause::none;  ///< why, if somebody may have had it before
    friend bool operator==(const Give&, const Give&) = default;
};
/// The worker is done with it.
struct Done {
    static constexpr KindName kind{.code = 5, .name = "Done"};
    RecordIndex record;
    friend bool operator==(const Done&, const Done&) = default;
};
using Messages = std::variant<Push, Pushed, Subscribe, Give, Done>;

// ---- timers
/// No answer to a push has come.
struct PushAgain {
    static constexpr KindName kind{.code = 1, .name = "PushAgain"};
    RecordIndex record;
    friend bool operator==(const PushAgain&, const PushAgain&) = default;
};
/// A worker whose connection has ended subscribes anew.
struct SubscribeAgain {
    static constexpr KindName kind{.code = 2, .name = "SubscribeAgain"};
    friend bool operator==(const SubscribeAgain&, const SubscribeAgain&) = default;
};
/// The queue writes down which messages were acknowledged.
struct WriteAcks {
    static constexpr KindName kind{.code = 3, .name = "WriteAcks"};
    friend bool operator==(const WriteAcks&, const WriteAcks&) = default;
};
using Timers = std::variant<PushAgain, SubscribeAgain, WriteAcks>;

// ---- settings: what never changes during a run. Nodes: the queue, publishers, workers, database.
/// What of its work the queue has on disk before it goes on.
enum class Keeps : std::uint8_t {
    nothing,
    messages,           ///< acknowledgements follow a little later
    messages_and_acks,  ///< both at once
};

struct Settings {
    std::vector<std::string> audiences;
    std::vector<Branch> audience_of;  ///< by worker, in the order of nodes
    NodeId first_worker;
    Duration patience = milliseconds(300);  ///< before a push is sent again
    Keeps keeps = Keeps::nothing;
    Duration acks_wait = milliseconds(100);  ///< at most, until they are on disk
    std::uint8_t give_up_after = 0;  ///< a message is given out at most so many times; 0: always

    static constexpr NodeId queue{0};
    Branch audience(NodeId worker) const {
        return audience_of[index(worker) - index(first_worker)];
    }
};

struct Vocabulary {
    using Body = Joined<Messages, app::Messages>;
    using Timer = Joined<Timers, app::Timers>;
    struct Store {
        Records records;
        friend bool operator==(const Store&, const Store&) = default;
        void clear() { records.clear(); }
    };
    struct Settings {
        toy_queue::Settings toy;
        app::Settings app;
    };
};
using RoleContext = Context<Vocabulary>;

}  // namespace mqfate::toy_queue
