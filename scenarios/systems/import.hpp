// A scenario from the files that configure a real system: what is asked, and what came of it.
//
// Settings are judged by the reader of scenarios itself: what it refuses is left out and told, and
// the rest is a scenario that can be read. What the files do not say and a scenario needs (how many
// messages, which fault) is assumed and told as well.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "scenarios/input/errors.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

struct ImportFile {
    enum class Of : std::uint8_t {
        broker,       ///< properties; each is one broker
        environment,  ///< NAME=VALUE lines of a container; each is one broker
        producer,
        consumer,
    };
    Of of{};
    std::string name;
    std::string text;
};

struct ImportRequest {
    std::vector<ImportFile> files;
    std::string version;                   ///< of the real system; empty: the one that is modelled
    std::optional<std::uint16_t> brokers;  ///< else as many as the files say
};

struct ImportNote {
    enum class Kind : std::uint8_t {
        used,
        without_effect,  ///< no fate depends on it
        refused,         ///< and left out
        assumed,         ///< said by no file
    };
    Kind kind{};
    std::string file{};
    std::uint32_t line = 0;
    std::string name{};   ///< the real system's
    std::string value{};  ///< of what is used; nothing else is shown: it may be a secret
    words::Phrase why{};  ///< of all others
};

struct Imported {
    std::string scenario;           ///< the text of the file
    std::vector<ImportNote> notes;  ///< in the order of the files
};

/// Errors: a file that cannot be read, or a request that no scenario answers.
using ImportResult = tl::expected<Imported, Errors>;

}  // namespace mqfate::scenarios
