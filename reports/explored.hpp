// What a report on an exploration is about: the answer, and the words that only the scenario and
// the command line know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/result.hpp"
#include "sim/explore/answer.hpp"

namespace mqfate::reports {

struct Explored {
    std::string version;
    std::string scenario;           ///< its name or path, as it was given
    std::uint64_t fingerprint = 0;  ///< of the scenario's text
    std::string title;
    Bounds bounds;
    Answer answer;
    double seconds = 0;                   ///< of the clock on the wall
    bool verified = false;                ///< whole worlds were kept and compared
    bool out_of_time = false;             ///< stopped by the bound on seconds
    std::vector<words::Phrase> notes;     ///< what a reader must know about the bounds
    std::vector<words::Phrase> left_out;  ///< expectations that were not asked, and why
    std::optional<std::uint64_t> about;   ///< worlds of a complete search, as a guess
    std::string again;                    ///< the command that repeats it
    std::string smaller;                  ///< the command with the next smaller scope; may be empty
    bool worlds = false;                  ///< the world after each step is told
    Labels labels;
};

/// "2 messages of each producer, 1 crash, no losses, no duplicates, 2 retries".
words::Phrase bounds_in_words(const Bounds& bounds);

/// What a step sent, lost or brought about: somebody, what, and about which messages.
struct Effect {
    std::string who;  ///< a node; empty: nobody
    words::Phrase what;
    std::vector<MessageId> about;
};
std::vector<Effect> effects_of(const ToldStep& step, const Labels& labels);
/// As a line below its step: who, if it is somebody else, what, and which messages.
std::string line(const Effect& effect, const ToldStep& step, const words::Say& say);
/// " #1 #2", or nothing.
std::string numbers(const std::vector<MessageId>& messages);

/// Words for codes, in JSON and text: "holds", "violated", "incomplete"; "always", "at the end",
/// "sometimes"; why a search ended: "exhausted", "decided", "depth", "states", "memory", "seconds",
/// "interrupted".
std::string_view word(Answered verdict);
std::string_view word(Property::Kind kind);
words::Text kind_words(Property::Kind kind);
std::string_view ended_by(const Explored& report);

/// The story: numbered steps with what each brings about, and the fates at its end.
std::string story_text(const Story& story, const Labels& labels, bool worlds,
                       const words::Say& say);

}  // namespace mqfate::reports
