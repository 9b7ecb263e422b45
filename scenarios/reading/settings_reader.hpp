// Reads settings by their real names, and tells which ones are not at their default.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/input/pointer.hpp"
#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {

/// A setting that the file gives and that is not the default.
struct ChangedSetting {
    std::string owner;  ///< "brokers", "topic orders", "producer shop"
    std::string key;    ///< the real system's name
    std::string value;  ///< as the file has it
};

/// Those that a SettingsReader has read, in its order.
inline std::vector<ChangedSetting> changed_settings(const ReadingLog& log) {
    std::vector<ChangedSetting> changed;
    for (const ReadMember& member : log.members)
        if (!member.owner.empty() && !member.at_default)
            changed.push_back({member.owner, split(member.pointer)->back(), member.value});
    return changed;
}

/// Those that the file gives and that no fate depends on, in its order.
inline std::vector<ChangedSetting> named_without_effect(const ReadingLog& log) {
    std::vector<ChangedSetting> without;
    for (const ReadMember& member : log.members)
        if (member.no_effect)
            without.push_back({member.owner, split(member.pointer)->back(), member.value});
    return without;
}

/// Each verb reads `key`, as a file of the real system may have it (Cursor::as_property), into
/// `target`, which holds the default, and the log is told whose it is.
class SettingsReader {
public:
    SettingsReader(Reader& reader, std::string owner) : reader_(reader), owner_(std::move(owner)) {}

    void duration_ms(std::string_view key, Duration& target, DurationLimits limits = {}) {
        const auto get = [&](const Cursor& c) { return c.as_property().duration_ms(limits); };
        target = reader_.setting(key, target, get, whose(), written_ms);
    }
    template <class T> void integer(std::string_view key, T& target, IntegerLimits limits) {
        const auto get = [&](const Cursor& c) { return c.as_property().integer<T>(limits); };
        target = reader_.setting(key, target, get, whose());
    }
    template <class T> void bytes(std::string_view key, T& target, IntegerLimits limits) {
        const auto get = [&](const Cursor& c) {
            return static_cast<T>(c.as_property().bytes(limits));
        };
        target = reader_.setting(key, target, get, whose());
    }
    void boolean(std::string_view key, bool& target) {
        const auto get = [](const Cursor& c) { return c.as_property().boolean(); };
        target = reader_.setting(key, target, get, whose());
    }
    template <class T> void one_of(std::string_view key, T& target, Words<T> words) {
        word(key, target, words, [&](const Cursor& c) { return c.as_property().one_of<T>(words); });
    }
    /// A choice that the real system does not have.
    template <class T> void word_of_ours(std::string_view key, T& target, Words<T> words) {
        word(key, target, words, [&](const Cursor& c) { return c.one_of<T>(words); });
    }

private:
    template <class T, class Get>
    void word(std::string_view key, T& target, Words<T> words, const Get& get) {
        const auto write = [&](T meaning) { return Reader::word_for(meaning, words); };
        target = reader_.setting(key, target, get, whose(), write);
    }
    Reader::Remark whose() const { return {.owner = owner_, .least = {}}; }

    Reader& reader_;
    std::string owner_;
};

}  // namespace mqfate::scenarios
