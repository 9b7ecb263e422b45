#include "cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/paths.hpp"
#include "scenarios/input/errors.hpp"

namespace mqfate::cli {
namespace {

namespace fs = std::filesystem;

tl::expected<std::string, std::string> read_file(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return tl::unexpected(path.string() + " is a folder, not a scenario file");
    const auto size = fs::file_size(path, error);
    if (!error && size > scenarios::Document::max_bytes)
        return tl::unexpected(path.string() + " is larger than a scenario may be (16 MiB)");
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.good() && !file.eof())
        return tl::unexpected("cannot read " + path.string() + ": " + std::strerror(errno));
    return text;
}

}  // namespace

std::vector<Shipped> shipped_scenarios() {
    for (const std::string& folder : scenario_folders()) {
        std::vector<Shipped> found;
        std::error_code error;
        for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
             it.increment(error)) {
            if (it->path().extension() != ".json") continue;
            fs::path name = fs::relative(it->path(), folder, error);
            found.push_back({name.replace_extension().generic_string(), it->path().string()});
        }
        std::sort(found.begin(), found.end(),
                  [](const Shipped& a, const Shipped& b) { return a.name < b.name; });
        if (!found.empty()) return found;
    }
    return {};
}

tl::expected<Source, std::string> read_source(const std::string& name) {
    std::error_code error;
    std::string path = name;
    if (!fs::exists(name, error)) {
        const std::vector<Shipped> shipped = shipped_scenarios();
        const auto found = std::find_if(shipped.begin(), shipped.end(),
                                        [&](const Shipped& s) { return s.name == name; });
        if (found == shipped.end()) {
            std::vector<std::string> names;
            for (const Shipped& s : shipped) names.push_back(s.name);
            const std::string near = scenarios::nearest(name, names);
            return tl::unexpected("there is no file " + scenarios::in_quotes(name) +
                                  " and no shipped scenario of that name" +
                                  (near.empty() ? "" : "; did you mean \"" + near + "\"?") +
                                  " (mqfate list shows them)");
        }
        path = found->path;
    }
    auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    return Source{name, path, std::move(*text)};
}

bool write_out(const std::string& path, const std::string& text) {
    std::FILE* file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
    bool good = file != nullptr;
    if (good) {
        good = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        good = std::fflush(file) == 0 && good;
        if (!path.empty()) good = std::fclose(file) == 0 && good;
    }
    if (!good)
        std::fprintf(stderr, "mqfate: cannot write %s: %s\n",
                     path.empty() ? "to standard output" : path.c_str(), std::strerror(errno));
    return good;
}

}  // namespace mqfate::cli
