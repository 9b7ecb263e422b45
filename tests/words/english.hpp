// What phrases read like in English: for tests of those who make them.
#pragma once

#include <string>
#include <vector>

#include "words/phrase.hpp"

namespace mqfate::tests {

inline std::string english(const words::Phrase& phrase) { return phrase.in(words::Language::en); }
inline std::vector<std::string> english(const std::vector<words::Phrase>& phrases) {
    std::vector<std::string> all;
    for (const words::Phrase& phrase : phrases) all.push_back(english(phrase));
    return all;
}

}  // namespace mqfate::tests
