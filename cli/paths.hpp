// Where the data files lie: in the source tree, or where they were installed.
#pragma once

#include <string>
#include <vector>

namespace mqfate::cli {

std::string version();
/// Folders that may hold shipped scenarios, the likeliest first: beside the program as installed,
/// in the source tree, in the install prefix.
std::vector<std::string> scenario_folders();

}  // namespace mqfate::cli
