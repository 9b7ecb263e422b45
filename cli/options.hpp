// What a person may say on the command line, and what the program says back by its exit status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/reading/exploration.hpp"
#include "sim/world/ledger.hpp"
#include "words/phrase.hpp"

namespace mqfate::cli {

enum Exit : int {
    done = 0,  ///< and the expectations are met
    expectation_failed = 1,
    bad_input = 2,  ///< or a bad call
    bug_of_ours = 3,
    inconclusive = 4,
    interrupted = 130,
};

enum class Format : std::uint8_t { text, json, csv, mermaid, svg };

/// Files of a real system, for a scenario that is made of them.
struct ImportOptions {
    std::vector<std::string> brokers;
    std::vector<std::string> environments;
    std::vector<std::string> producers;
    std::string consumer;
    std::string version;                        ///< of the real system
    std::optional<std::uint16_t> broker_count;  ///< else what the files say
    bool strict = false;                        ///< a refused setting is an error
};

struct Options {
    std::string file;
    Format format = Format::text;
    std::string out;                       ///< empty: standard output
    std::optional<std::uint64_t> seed;     ///< else the scenario's
    std::optional<std::uint64_t> runs;     ///< else the scenario's
    unsigned jobs = 0;                     ///< threads; 0: all cores
    bool verify = false;                   ///< of a search: keep whole worlds and compare them
    bool swarm = false;                    ///< each run draws which faults are on
    std::optional<std::uint64_t> steps;    ///< print every step of this run instead
    std::optional<std::uint32_t> message;  ///< tell the life of this one instead, from 1
    std::uint64_t run = 0;                 ///< of which run
    bool no_limits = false;          ///< however much it asks for (scenarios/reading/limits.hpp)
    words::Say say;                  ///< what people read, in their language
    scenarios::Exploration explore;  ///< before what the file says
    bool worlds = false;             ///< print the world after each step
    std::string save;                ///< where the story goes; empty: nowhere
    std::optional<Level> level;      ///< compare at this one alone
    std::string cause;               ///< shrink to this; empty: the worst
    std::string fate;                ///< shrink to this, as in "log.duplicated"
    ImportOptions import;
};

// One function a sub-command; each returns the exit status.
int run(const Options& options);
int compare(const Options& options);
int check(const Options& options);
int list(const Options& options);
int explore(const Options& options);
int replay(const Options& options);
int shrink(const Options& options);
int import_files(const Options& options);

}  // namespace mqfate::cli
