#include "cli/paths.hpp"

#include <filesystem>
#include <system_error>

namespace mqfate::cli {

std::string version() { return MQFATE_VERSION; }

std::vector<std::string> scenario_folders() {
    std::vector<std::string> folders;
    std::error_code none;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", none);
    if (!none)
        folders.push_back(
            (program.parent_path().parent_path() / "share" / "mqfate" / "scenarios").string());
    folders.emplace_back(MQFATE_SOURCE_DIR "/scenarios");
    folders.emplace_back(MQFATE_INSTALL_DATA_DIR "/scenarios");
    return folders;
}

}  // namespace mqfate::cli
