// The scenarios that come with the program: for tests of the whole.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace mqfate::tests {

inline std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// Their paths, in order of name.
inline std::vector<std::filesystem::path> shipped_files() {
    std::vector<std::filesystem::path> files;
    const auto folder = std::filesystem::path(MQFATE_SOURCE_DIR) / "scenarios/library";
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.path().extension() == ".json") files.push_back(file.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// Their names in the same order, folder and file without ending: "kafka/lost-ack".
inline std::vector<std::string> shipped_names() {
    std::vector<std::string> names;
    for (const std::filesystem::path& path : shipped_files())
        names.push_back(path.parent_path().filename().string() + "/" + path.stem().string());
    return names;
}

/// The text of one, by its name without ending: "kafka/lost-ack".
inline std::string shipped_text(const std::string& name) {
    return text_of(std::filesystem::path(MQFATE_SOURCE_DIR) / "scenarios/library" /
                   (name + ".json"));
}

}  // namespace mqfate::tests
