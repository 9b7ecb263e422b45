#include "scenarios/input/syntax_error.hpp"

#include <algorithm>

#include "scenarios/input/errors.hpp"
#include "scenarios/input/source_text.hpp"

namespace mqfate::scenarios {
namespace {

/// The first character of what the library stumbled over.
std::size_t start_of(const SyntaxFault& fault) {
    const std::size_t token = fault.text.find_first_not_of(" \t\r\n,:", fault.last);
    const std::size_t read = fault.position > 0 ? fault.position - 1 : 0;
    return std::min({token, read, fault.text.size()});
}

bool at_end(const SyntaxFault& fault, std::size_t offset) {
    return fault.text.find_first_not_of(json_space, offset) == std::string_view::npos;
}

SyntaxError cut_short(const SyntaxFault& fault) {
    const std::size_t end = fault.text.find_last_not_of(json_space) + 1;
    if (fault.inside == nullptr) return {end, "the text ends too early", "a value"};
    if (fault.inside->is(Value::Kind::array)) {
        return {end,
                "the text ends inside a list that begins in line " +
                    std::to_string(fault.inside->place.line),
                "a closing ]"};
    }
    return {end,
            "the text ends inside an object that begins in line " +
                std::to_string(fault.inside->place.line),
            "a closing }"};
}

/// The library's words without its name, its own place and the text that it read.
SyntaxError translated(std::string_view said, std::size_t offset) {
    constexpr std::string_view wanted = "; expected ";
    const std::size_t dash = said.find(" - ");
    if (dash != std::string_view::npos) said.remove_prefix(dash + 3);
    const std::size_t read = std::min(said.find("; last read: "), said.size());
    std::string_view message = said.substr(0, read);
    std::string_view expected;
    if (const std::size_t at = said.rfind(wanted); at != std::string_view::npos) {
        expected = said.substr(at + wanted.size());
        message = said.substr(0, std::min(at, read));
    }
    const std::size_t unread = expected.find("; last read: ");
    return {offset, "not JSON: " + std::string(message), std::string(expected.substr(0, unread))};
}

/// The word that begins at `offset`, as far as a person would see one.
std::string_view word_at(std::string_view text, std::size_t offset) {
    const std::size_t end = text.find_first_of(" \t\r\n,:{}[]\"", offset);
    return text.substr(offset, end == std::string_view::npos ? end : end - offset);
}

}  // namespace

SyntaxError explain_syntax_error(const SyntaxFault& fault) {
    const std::size_t offset = start_of(fault);
    if (at_end(fault, offset)) return cut_short(fault);
    const std::string_view rest = fault.text.substr(offset);
    const std::size_t before = fault.text.substr(0, offset).find_last_not_of(json_space);
    const bool after_comma = before != std::string_view::npos && fault.text[before] == ',';
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.front() == '#') {
        return {offset, "JSON has no comments", "nothing here; texts for people go into \"about\""};
    }
    if (fault.complete) {
        return {offset, "text after the end of the document", "nothing after the closing bracket"};
    }
    if (after_comma && (rest.front() == '}' || rest.front() == ']')) {
        return {offset, "a comma before the closing bracket", "no comma after the last one"};
    }
    if (rest.front() == '\'') {
        return {offset, "a text in single quotes", "double quotes"};
    }
    if (fault.library_says.find("out_of_range") != std::string::npos) {
        return {offset, "the number " + in_quotes(word_at(fault.text, offset)) + " is too large",
                "at most 1.79e308"};
    }
    return translated(fault.library_says, offset);
}

}  // namespace mqfate::scenarios
