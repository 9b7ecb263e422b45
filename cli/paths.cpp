#include "cli/paths.hpp"

#include <filesystem>
#include <system_error>

namespace mqfate::cli {

std::string version() { return MQFATE_VERSION; }

namespace {

/// `below` in each place where data files may lie.
std::vector<std::string> places(const std::string& below) {
    std::vector<std::string> all;
    std::error_code none;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", none);
    if (!none)
        all.push_back((program.parent_path().parent_path() / "share/mqfate" / below).string());
    all.push_back(MQFATE_SOURCE_DIR "/" + below);
    all.push_back(MQFATE_INSTALL_DATA_DIR "/" + below);
    return all;
}

}  // namespace

std::vector<std::string> scenario_folders() { return places("scenarios/library"); }

}  // namespace mqfate::cli
