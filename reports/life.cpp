#include "reports/life.hpp"

#include <algorithm>

#include "reports/timeline.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

words::Phrase about_message(words::Text text, const TraceEvent& event, const Labels& labels) {
    return {text,
            {{"message", labels.dialect.messages.name(event.code)},
             {"peer", labels.nodes[index(event.peer)]}}};
}

std::string instant_said(Instant at) {
    const std::string text = instant(at);
    return text.substr(text.find_first_not_of(' '));
}

/// What set `step` going: a message that arrived, a timer that fired. Empty: neither.
words::Phrase trigger(const Trace& trace, StepId step, const Labels& labels) {
    for (const TraceEvent& event : trace.events(step)) {
        if (event.what == Happening::delivered)
            return about_message("life.on_arrival"_t, event, labels);
        if (event.what != Happening::fired) continue;
        const std::string_view timer = labels.dialect.timers.name(event.code);
        const auto armed = trace.events(event.caused_by);
        if (armed.empty()) return {"life.on_timer"_t, {{"timer", timer}}};
        return {"life.on_timer_since"_t,
                {{"timer", timer}, {"instant", instant_said(armed.front().at)}}};
    }
    return {};
}

/// Why, where a fact has a cause that its own text leaves out.
words::Phrase cause_of(const TraceEvent& event, const Labels& labels) {
    if (event.what != Happening::noted || event.cause == Cause::none) return {};
    if (static_cast<FactKind>(event.code) != FactKind::sent_again) return {};
    return explain(event.cause, labels.dialect);
}

words::Phrase because(const words::Phrase& trigger, const words::Phrase& cause) {
    if (cause.empty()) return trigger;
    if (trigger.empty()) return cause;
    return {"life.both"_t, {{"trigger", trigger}, {"cause", cause}}};
}

/// When what was sent arrives; nothing: never.
std::optional<Instant> arrival(const Trace& trace, const TraceEvent& sent) {
    for (const TraceEvent& event : trace.events())
        if (event.what == Happening::delivered && event.caused_by == sent.step &&
            event.code == sent.code && event.node == sent.peer && event.peer == sent.node)
            return event.at;
    return {};
}

/// Reads a trace from its beginning to its end.
class Biography {
public:
    Biography(const Trace& trace, MessageId message, const Labels& labels)
        : trace_(trace), message_(message), labels_(labels) {}

    std::vector<LifeLine> written() {
        for (const TraceEvent& event : trace_.events()) see(event);
        return std::move(lines_);
    }

private:
    void see(const TraceEvent& event) {
        const bool its_own = trace_.concerns(event, message_);
        copies_.follow(event, its_own);
        began_ = began_ || its_own;
        if (!began_ || (!its_own && !of_everybody(event.what))) return;
        const bool arrives = event.what == Happening::delivered;
        words::Phrase what = arrives && comes_to_nothing(event)
                                 ? about_message("life.nothing_new"_t, event, labels_)
                                 : happening(event, labels_);
        if (what.empty()) return;
        LifeLine line{event, std::move(what), {}, copies_, its_own, {}};
        const words::Phrase set_going = !its_own || arrives || told_ == event.step
                                            ? words::Phrase()
                                            : trigger(trace_, event.step, labels_);
        line.because = because(set_going, cause_of(event, labels_));
        if (event.what == Happening::sent) line.arrives = arrival(trace_, event);
        told_ = event.step;
        lines_.push_back(std::move(line));
    }
    /// No fact tells what became of the copy that arrives with `arrival`.
    bool comes_to_nothing(const TraceEvent& arrival) const {
        const auto step = trace_.events(arrival.step);
        return std::none_of(step.begin(), step.end(), [&](const TraceEvent& event) {
            return event.what == Happening::noted && trace_.concerns(event, message_);
        });
    }

    const Trace& trace_;
    MessageId message_;
    const Labels& labels_;
    Copies copies_;
    bool began_ = false;
    StepId told_ = no_step;  // why it happened stands in a line already
    std::vector<LifeLine> lines_;
};

}  // namespace

std::vector<LifeLine> life(const Trace& trace, MessageId message, const Labels& labels) {
    return Biography(trace, message, labels).written();
}

std::string life_text(const Life& life, const Say& say) {
    std::string text =
        life.title + "\n\n" +
        say("run.message"_t,
            {{"n", life.message.value + 1}, {"run", life.run}, {"fate", life.fate}}) +
        "\n";
    std::size_t wide = 0;
    std::size_t long_text = 0;
    const auto who = [&](const LifeLine& line) {
        return line.event.node == no_node ? std::string()
                                          : life.labels.nodes[index(line.event.node)];
    };
    for (const LifeLine& line : life.lines) {
        wide = std::max(wide, columns(who(line)));
        long_text = std::max(long_text, std::min<std::size_t>(columns(say(line.what)), 48));
    }
    std::string last_copies;
    for (const LifeLine& line : life.lines) {
        const std::string copies = say(line.copies.phrase(life.labels));
        std::string row = "  " + instant(line.event.at) + "  " + padded(who(line), wide) + "  " +
                          padded(say(line.what), long_text) + "  " +
                          (copies == last_copies ? "" : copies);
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
        last_copies = copies;
        if (!line.because.empty())
            text += std::string(2 + instant({}).size() + 2 + wide + 4, ' ') +
                    say("life.because"_t, {{"cause", line.because}}) + "\n";
    }
    return text;
}

}  // namespace mqfate::reports
