#include "reports/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/copies.hpp"
#include "reports/words.hpp"
#include "sim/world/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

words::Phrase fact_words(const TraceEvent& event, const Labels& labels) {
    const auto kind = static_cast<FactKind>(event.code);
    if (kind == FactKind::readable) return {};
    const words::Text text =
        words::text_of("fact." + std::string(name(kind)), labels.dialect.texts);
    if (words::asked_for(text.en).empty()) return text;
    const words::Phrase cause =
        event.cause == Cause::none ? words::Phrase() : explain(event.cause, labels.dialect);
    return {text, {{"cause", cause}}};
}

words::Phrase crash_words(std::uint8_t code) {
    switch (static_cast<CrashKind>(code)) {
        case CrashKind::process: return "event.process_died"_t;
        case CrashKind::power: return "event.power_lost"_t;
        case CrashKind::disk: return "event.disk_lost"_t;
        case CrashKind::page_cache: return "event.page_cache_lost"_t;
    }
    return {};
}

}  // namespace

bool of_everybody(Happening what) {
    return what == Happening::crashed || what == Happening::shut_down ||
           what == Happening::exited || what == Happening::started || what == Happening::paused ||
           what == Happening::resumed || what == Happening::cut || what == Happening::healed;
}

words::Phrase happening(const TraceEvent& event, const Labels& labels) {
    const auto message = [&](words::Text text) {
        return words::Phrase(text, {{"message", labels.dialect.messages.name(event.code)},
                                    {"peer", labels.nodes[index(event.peer)]}});
    };
    switch (event.what) {
        case Happening::sent: return message("event.sent"_t);
        case Happening::delivered: return {};  // the facts that follow say what it did
        case Happening::lost: return message("event.lost"_t);
        case Happening::noted: return fact_words(event, labels);
        case Happening::synced: return "event.synced"_t;
        case Happening::started:
            if (event.code == 0) return {};
            return event.code == 1 ? "event.restarted"_t : "event.started"_t;
        case Happening::crashed: return crash_words(event.code);
        case Happening::shut_down: return "event.shut_down"_t;
        case Happening::exited: return "event.exited"_t;
        case Happening::paused: return "event.paused"_t;
        case Happening::resumed: return "event.resumed"_t;
        case Happening::cut: return "event.cut"_t;
        case Happening::healed: return "event.healed"_t;
        case Happening::drain: return "event.drain"_t;
        case Happening::disconnected:
        case Happening::fired: return {};
    }
    return {};
}

std::optional<MessageId> clearest(const Ledger& ledger) {
    const std::size_t levels = ledger.judges_consumers() ? level_count : 1;
    constexpr Fate order[] = {Fate::lost_confirmed, Fate::duplicated, Fate::lost_rejected,
                              Fate::lost_unknown,   Fate::phantom,    Fate::reordered,
                              Fate::parked};
    const auto has = [&](MessageId message, Level level, Fate fate) {
        if (ledger.belief(message) == Belief::unpublished) return false;
        if (fate == Fate::reordered) return level == Level::log && ledger.reordered(level, message);
        return ledger.fate(level, message) == fate;
    };
    for (const Fate fate : order)
        for (std::size_t l = 0; l < levels; ++l)
            for (std::uint32_t m = 0; m < ledger.message_count(); ++m)
                if (has({m}, static_cast<Level>(l), fate)) return MessageId{m};
    return {};
}

std::string timeline(const Trace& trace, MessageId message, const Labels& labels, const Say& say,
                     std::size_t most) {
    struct TimelineLine {
        Instant at;
        std::string who, what, copies;
    };
    std::vector<TimelineLine> lines;
    Copies copies;
    bool published = false;
    for (const TraceEvent& event : trace.events()) {
        const bool its_own = trace.concerns(event, message);
        copies.follow(event, its_own);
        published = published || its_own;
        if (!published || (!its_own && !of_everybody(event.what))) continue;
        const words::Phrase what = happening(event, labels);
        if (what.empty()) continue;
        std::string who = event.node == no_node ? "" : labels.nodes[index(event.node)];
        lines.push_back({event.at, std::move(who), say(what), say(copies.phrase(labels))});
    }
    std::size_t wide = 0;
    std::size_t long_text = 0;
    for (const TimelineLine& line : lines) {
        wide = std::max(wide, columns(line.who));
        long_text = std::max(long_text, std::min<std::size_t>(columns(line.what), 48));
    }
    std::string text;
    std::string last_copies;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines.size() > most && i == most / 2) {
            text += fmt::format("  {:>15}  {}\n", "",
                                say("timeline.left_out"_t, {{"n", lines.size() - most}}));
            i = lines.size() - most / 2;
        }
        const TimelineLine& line = lines[i];
        const std::string now = line.copies == last_copies ? "" : line.copies;
        last_copies = line.copies;
        std::string row = "  " + instant(line.at) + "  " + padded(line.who, wide) + "  " +
                          padded(line.what, long_text) + "  " + now;
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

}  // namespace mqfate::reports
