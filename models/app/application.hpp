// The consuming application: a part of every consuming role, in its memory.
//
// It works on one message at a time: begin(), then the work, then the effect, at the node itself or
// at the database, then what of the work comes after the effect, and then it is done. A crash in
// that last part leaves an effect that nobody acknowledges. The role that it is a part of hands on
// the timers and answers that are meant for it, and acknowledges or commits when it likes, before
// or after.
//
// A database that does not answer, since its connection was lost, is asked again after a pause;
// whether the first request took effect nobody knows, so the effect may take place twice.
// Facts: `applied`, if the effect takes place here. Tested by:
// tests/models/app/application_test.cpp.
#pragma once

#include <cstdint>

#include "models/app/messages.hpp"
#include "models/app/settings.hpp"
#include "sim/base/ensure.hpp"
#include "sim/world/context.hpp"

namespace mqfate::app {

/// What a call has come to: the role goes on when it is done.
enum class Progress : std::uint8_t { working, done };

struct Application {
    enum class Stage : std::uint8_t {
        idle,
        working,    ///< before the effect: WorkDone is armed
        asking,     ///< the database has been asked, or AskDatabaseAgain is armed
        finishing,  ///< after the effect: WorkDone is armed again, for the rest of the work
    };
    Stage stage = Stage::idle;
    MessageId message;  ///< unless idle
    friend bool operator==(const Application&, const Application&) = default;

    /// Requires: it is idle.
    template <class C> void begin(MessageId of, C& context) {
        ENSURE(stage == Stage::idle, "work begins while there is some");
        stage = Stage::working;
        message = of;
        const ApplicationConfig& config = context.settings().app.application(context.self());
        context.arm(WorkDone{}, Wait{.drawn = config.work, .subject = of.value});
    }
    template <class C> [[nodiscard]] Progress on(const WorkDone&, C& context) {
        if (stage == Stage::finishing) return finished();
        ENSURE(stage == Stage::working, "work is done that nobody began");
        const ApplicationConfig& config = context.settings().app.application(context.self());
        if (config.in_database) {
            stage = Stage::asking;
            ask(context);
            return Progress::working;
        }
        context.note(
            Fact{.kind = FactKind::applied, .message = message, .branch = config.audience});
        return rest(context);
    }
    template <class C> [[nodiscard]] Progress on(const EffectApplied& answer, C& context) {
        if (stage != Stage::asking || answer.message != message) return Progress::working;
        context.cancel(AskDatabaseAgain{});
        return rest(context);
    }
    template <class C> void on(const AskDatabaseAgain&, C& context) { ask(context); }
    /// The connection to the database has ended.
    template <class C> void lost_database(C& context) {
        if (stage == Stage::asking)
            context.arm(AskDatabaseAgain{}, context.settings().app.database_retry);
    }

private:
    template <class C> void ask(C& context) {
        const Settings& settings = context.settings().app;
        context.request(settings.database,
                        ApplyEffect{message, settings.application(context.self()).audience});
    }
    // Both parts of the work are drawn for the message, by one luck.
    template <class C> Progress rest(C& context) {
        const ApplicationConfig& config = context.settings().app.application(context.self());
        if (config.after == no_delay) return finished();
        stage = Stage::finishing;
        context.arm(WorkDone{}, Wait{.drawn = config.after, .subject = message.value});
        return Progress::working;
    }
    Progress finished() {
        *this = {};
        return Progress::done;
    }
};

}  // namespace mqfate::app
