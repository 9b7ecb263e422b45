// What is wrong with an input, where, and what would have been right.
//
// Readers add errors and go on, so that a person sees all errors of a file at once.
// Tested by: tests/scenarios/input/errors_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/input/value.hpp"
#include "words/phrase.hpp"

namespace mqfate::scenarios {

/// One error, in parts, for those who print it as JSON. Empty parts are unknown or make no sense.
struct InputError {
    std::string file{};
    std::uint32_t line = 0;    ///< from 1; 0: the whole file
    std::uint32_t column = 0;  ///< from 1, in characters
    std::string pointer{};     ///< RFC 6901; "" is the document itself
    std::string message{};     ///< what was found
    std::string expected{};    ///< completes "expected ..."
    std::string suggestion{};  ///< the nearest name that is allowed here
    friend bool operator==(const InputError&, const InputError&) = default;
};

/// `orders.json:12:17 /kafka/producers/shop/config/ack: unknown setting "ack"; did you mean
/// "acks"? expected one of: acks, linger.ms` (on one line). The parts are English; in another
/// language they are translated as far as words/translation.hpp knows them.
std::string to_text(const InputError& error, words::Language language = words::Language::en);

/// The same without the place: what is wrong, and what would be right.
std::string what_is_wrong(const InputError& error, words::Language language = words::Language::en);

/// The errors of one file.
/// Invariants: (1) ordered by line and column; equal places keep the order in which they came.
///             (2) no two are equal. (3) at most `most` are kept, the rest only counted.
class Errors {
public:
    static constexpr std::size_t most = 200;

    explicit Errors(std::string file = {}) : file_(std::move(file)) {}

    /// Adds an error about this file. `error.file` may be empty: it becomes the name of the file.
    void add(InputError error);
    void add(Place place, std::string pointer, std::string message, std::string expected = {},
             std::string suggestion = {});
    void add_all(const Errors& others);

    bool empty() const { return list_.empty(); }
    std::size_t size() const { return list_.size(); }
    std::size_t left_out() const { return left_out_; }
    /// All that were added: it grows exactly when something new was wrong.
    std::size_t count() const { return list_.size() + left_out_; }
    const std::string& file() const { return file_; }
    const std::vector<InputError>& list() const { return list_; }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }

    /// A line an error, each with its line feed; and how many were left out, if any were.
    std::string text(words::Language language = words::Language::en) const;

private:
    std::string file_;
    std::vector<InputError> list_;
    std::size_t left_out_ = 0;
};

/// The candidate that `name` was probably meant to be, or "". Distance: Damerau-Levenshtein
/// (optimal string alignment: insert, delete, replace, swap of neighbours), at most a third of the
/// longer name; case is ignored, and so is which of `.`, `_`, `-` separates words. The first of
/// equals wins.
std::string nearest(std::string_view name, std::span<const std::string> candidates);

/// The text with `?` for control characters: fit for a line of a terminal.
std::string printable(std::string_view text);

/// `"a"`: a name in a message; control characters are shown as `?`, long names are cut.
std::string in_quotes(std::string_view text);

/// "a, b, c", cut after 40 names.
std::string joined(std::span<const std::string> names);

}  // namespace mqfate::scenarios
