#include "cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/language.hpp"
#include "cli/paths.hpp"
#include "scenarios/input/errors.hpp"
#include "words/catalogue.hpp"
#include "words/translation.hpp"

namespace mqfate::cli {

using namespace words::literals;

namespace {

namespace fs = std::filesystem;

}  // namespace

tl::expected<std::string, words::Phrase> read_file(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return tl::unexpected(words::Phrase("cli.is_a_folder"_t, {{"file", path}}));
    const auto size = fs::file_size(path, error);
    if (!error && size > scenarios::Document::max_bytes)
        return tl::unexpected(words::Phrase("cli.too_large"_t, {{"file", path}}));
    std::ifstream file(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.good() && !file.eof())
        return tl::unexpected(
            words::Phrase("cli.cannot_read"_t,
                          {{"file", path}, {"why", words::of_system(std::strerror(errno))}}));
    return text;
}

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

tl::expected<Source, words::Phrase> read_source(const std::string& name) {
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
            const words::Param file("file", scenarios::in_quotes(name));
            return tl::unexpected(near.empty()
                                      ? words::Phrase("cli.no_file"_t, {file})
                                      : words::Phrase("cli.no_file_but"_t, {file, {"near", near}}));
        }
        path = found->path;
    }
    auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    return Source{name, path, std::move(*text)};
}

bool write_out(const std::string& path, const std::string& text, const words::Say& say) {
    std::FILE* file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
    bool good = file != nullptr;
    if (good) {
        good = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        good = std::fflush(file) == 0 && good;
        if (!path.empty()) good = std::fclose(file) == 0 && good;
    }
    if (!good)
        complain(
            {"cli.cannot_write"_t,
             {{"file", path.empty() ? words::Phrase("cli.standard_output"_t) : words::Phrase(path)},
              {"why", words::of_system(std::strerror(errno))}}},
            say);
    return good;
}

}  // namespace mqfate::cli
