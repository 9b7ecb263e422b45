// What was read of a document: each of its members that counts, where it stands, and what it is.
//
// A Reader writes the log while it reads (reader.hpp). Whoever makes a document smaller, or tells
// what it sets, knows from the log what there is, and need not know the grammar: a new setting, or
// a new system, is shrunk from the day on which it can be read. Only what the document gives is
// logged; a default that nobody wrote down is not.
// Tested by: tests/scenarios/input/reading_log_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/input/value.hpp"

namespace mqfate::scenarios {

struct ReadMember {
    enum class Kind : std::uint8_t {
        setting,    ///< says how something is; without it a default holds
        part,       ///< one of several, and there may be one less: a client, a topic, a link
        fault,      ///< one thing that goes wrong; what it says is not logged
        messages,   ///< how many messages somebody publishes
        container,  ///< holds others, and need not be there where it is empty
        aside,      ///< no run depends on it: texts, expectations; nothing below it is logged
    };

    Kind kind{};
    std::string pointer{};
    // ---- of a setting
    std::string owner{};               ///< "producer shop": it bears the name of a real system
    std::string value{};               ///< as the document has it, on one line
    bool at_default = false;           ///< the document says what would hold anyway
    bool no_effect = false;            ///< whatever it says, nothing depends on it
    std::optional<Value> otherwise{};  ///< that default; nothing: it is no one value
    // ---- of a number
    std::optional<std::uint64_t> least{};  ///< it says how many there are: as few as that may be
};

/// In the order of reading: what something refers to comes before it, elements of a list in theirs.
struct ReadingLog {
    std::vector<ReadMember> members;

    std::vector<std::string> pointers(ReadMember::Kind kind) const {
        std::vector<std::string> all;
        for (const ReadMember& member : members)
            if (member.kind == kind) all.push_back(member.pointer);
        return all;
    }
};

}  // namespace mqfate::scenarios
