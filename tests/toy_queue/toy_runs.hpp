// Runs the toy queue from the text of a scenario, and takes what a command prints: for its tests.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/options.hpp"
#include "tests/shipped_files.hpp"

namespace mqfate::toy_queue {

/// A publisher of `messages`, workers by audience, faults; settings of the queue; more of the file.
inline std::string text(const std::string& messages, const std::string& workers,
                        const std::string& faults, const std::string& more = "",
                        const std::string& settings = "") {
    return R"({"schema_version": 1, "toy_queue": {)" + settings +
           R"("publishers": {"shop": {"messages": )" + messages +
           R"(}}, "audiences": ["billing", "audit"], "workers": {)" + workers +
           R"(}}, "faults": [)" + faults + "]" + more + "}";
}
inline const std::string two_and_one =
    R"("w1": {"audience": "billing"}, "w2": {"audience": "billing"}, )"
    R"("scribe": {"audience": "audit"})";

/// A scenario in a file, as long as this lives.
class File {
public:
    explicit File(const std::string& text, const std::string& name = "scenario")
        : path_(std::filesystem::temp_directory_path() /
                ("mqfate-toy-" + name + "-" + std::to_string(getpid()) + ".json")) {
        tests::write_text(path_, text);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() { std::filesystem::remove(path_); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

struct Printed {
    int status = 0;
    std::string text;
};
/// What a command prints, and how it ends; of fan-out.json, if no file is said.
template <class Command> Printed printed(Command&& command, cli::Options options) {
    if (options.file.empty()) options.file = MQFATE_SOURCE_DIR "/tests/toy_queue/fan-out.json";
    const File out("", "printed");
    options.out = out.path();
    Printed result;
    result.status = command(options);
    result.text = tests::text_of(out.path());
    return result;
}
inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace mqfate::toy_queue
