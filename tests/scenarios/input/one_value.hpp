// A document with one value, and a cursor on it: for tests of how values are understood.
#pragma once

#include <string>

#include "scenarios/input/reader.hpp"
#include "tests/scenarios/input/broken.hpp"

namespace mqfate::scenarios {

/// `value` stands in line 2, column 1, at /it.
struct OneValue {
    Document document;
    Errors errors{"f.json"};

    explicit OneValue(const std::string& value)
        : document(Document::parse("{\"it\":\n" + value + "}", "f.json").value()) {}
    OneValue(const OneValue&) = delete;
    OneValue& operator=(const OneValue&) = delete;

    Cursor it() { return {document.find("/it"), "/it", errors}; }
    std::string said() const { return errors.text(); }
};

}  // namespace mqfate::scenarios
