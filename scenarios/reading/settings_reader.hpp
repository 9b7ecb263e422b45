// Reads settings by their real names and remembers which ones are not at their default.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {

/// A setting that the file gives and that is not the default.
struct ChangedSetting {
    std::string owner;  ///< "brokers", "topic orders", "producer shop"
    std::string key;    ///< the real system's name
    std::string value;  ///< as the file has it
};

/// Each verb reads `key` into `target`, which holds the default.
class SettingsReader {
public:
    SettingsReader(Reader& reader, std::string owner, std::vector<ChangedSetting>& changed)
        : reader_(reader), owner_(std::move(owner)), changed_(changed) {}

    void duration_ms(std::string_view key, Duration& target, DurationLimits limits = {}) {
        read(key, target, [&] { return reader_.duration_ms_or(key, target, limits); });
    }
    template <class T> void integer(std::string_view key, T& target, IntegerLimits limits) {
        read(key, target, [&] { return reader_.integer_or<T>(key, target, limits); });
    }
    template <class T> void bytes(std::string_view key, T& target, IntegerLimits limits) {
        read(key, target, [&] {
            return static_cast<T>(reader_.bytes_or(key, static_cast<std::int64_t>(target), limits));
        });
    }
    void boolean(std::string_view key, bool& target) {
        read(key, target, [&] { return reader_.boolean_or(key, target); });
    }
    template <class T> void one_of(std::string_view key, T& target, Words<T> words) {
        read(key, target, [&] { return reader_.one_of_or<T>(key, target, words); });
    }

private:
    template <class T, class Get> void read(std::string_view key, T& target, Get get) {
        const T before = target;
        target = get();
        if (target == before) return;
        const Value* value = reader_.at(key).value();
        changed_.push_back({owner_, std::string(key), value ? compact(*value) : std::string{}});
    }

    Reader& reader_;
    std::string owner_;
    std::vector<ChangedSetting>& changed_;
};

}  // namespace mqfate::scenarios
