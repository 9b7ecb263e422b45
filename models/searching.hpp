// What a search of a plan is given and gives back, whatever the system: values, for engines
// (engine.hpp) and those who call them. Tested by: tests/models/engine/searching_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/explore/answer.hpp"
#include "sim/explore/search/search_result.hpp"
#include "sim/explore/world/question.hpp"
#include "words/phrase.hpp"

namespace mqfate {

/// Whoever hears how a search goes, after each block of worlds, on the thread that called.
/// Borrows: what it was made of must live longer.
class Watcher {
public:
    /// `hear(const SearchProgress&)` says whether the search may go on.
    template <class Hear>
    explicit Watcher(Hear& hear)
        : hear_(&hear), call_([](void* it, const SearchProgress& progress) {
              return (*static_cast<Hear*>(it))(progress);
          }) {}
    bool operator()(const SearchProgress& progress) const { return call_(hear_, progress); }

private:
    void* hear_;
    bool (*call_)(void*, const SearchProgress&);
};

/// What a search may use; no answer depends on it.
struct Means {
    unsigned jobs = 0;    ///< threads; 0: all cores
    bool verify = false;  ///< keep whole worlds: does any share its fingerprint with another?
};

/// A step as a saved story names it: by codes, never by what they read like.
struct SavedStep {
    std::string who;
    words::Phrase does;
    std::vector<std::uint32_t> about;  ///< messages, from 1
};

/// Somebody, or the network where nobody is named, and what it does.
words::Phrase in_one(const std::string& who, const words::Phrase& does);

struct Replayed {
    Story story;         ///< as far as it could be followed
    bool shows = false;  ///< the last step of all shows what the first search has found
    /// In the world after the story's last step: what may happen, none of which is the next saved
    /// step. Empty: all steps were followed.
    std::vector<words::Phrase> instead;
};

}  // namespace mqfate
