// Changed scenario files given to the program itself, at its default limits, as a shell would: it
// ends with a status that it documents, tells where an error is, and needs seconds and two
// gigabytes. A third has as many runs as its file says, the others two, and so have all with
// sanitizers.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/allocations.hpp"
#include "tests/fuzz/mutations.hpp"
#include "tests/shipped_files.hpp"

#include <doctest/doctest.h>

namespace mqfate::tests::exit_status_test {

namespace fs = std::filesystem;

// A sanitizer makes a simulation ten times as slow, and takes memory of its own.
constexpr bool sanitized = !counts_allocations;
constexpr std::uint64_t mutations_a_file = sanitized ? 1 : 12;
/// Of all processors. The limits promise 10 s; a machine at work on other things is slower.
constexpr double most_seconds = sanitized ? 300 : 20;
constexpr std::uint64_t most_kilobytes = sanitized ? 8'000'000 : 2'000'000;

struct Ended {
    int status = -1;  ///< minus a signal's number, if one ended it
    double seconds = 0;
    std::uint64_t kilobytes = 0;
    std::string complaint;
};

class Folder {
public:
    Folder() {
        std::string name = (fs::temp_directory_path() / "mqfate-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

/// How many runs the mutation of that number has; nothing: what its file says.
const char* runs_of(std::uint64_t number) { return number % 3 == 0 && !sanitized ? nullptr : "2"; }

/// The program, its result thrown away.
Ended run_program(const char* command, const std::string& scenario, const std::string& errors,
                  const char* runs) {
    const pid_t child = fork();
    if (child == 0) {
        const int nothing = open("/dev/null", O_WRONLY);
        const int file = open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(nothing, STDOUT_FILENO);
        dup2(file, STDERR_FILENO);
        // The list of arguments ends with the first that is null.
        execl(MQFATE_PROGRAM, MQFATE_PROGRAM, command, scenario.c_str(),
              runs == nullptr ? nullptr : "--runs", runs, nullptr);
        _exit(127);
    }
    int how = 0;
    rusage used{};
    wait4(child, &how, 0, &used);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return {WIFEXITED(how) ? WEXITSTATUS(how) : -WTERMSIG(how),
            seconds(used.ru_utime) + seconds(used.ru_stime),
            static_cast<std::uint64_t>(used.ru_maxrss), text_of(errors)};
}

/// Each line begins "FILE:LINE:".
bool points_into(const std::string& file, const std::string& complaint) {
    return complaint.starts_with(file + ":") && complaint.size() > file.size() + 1 &&
           complaint[file.size() + 1] >= '1' && complaint[file.size() + 1] <= '9';
}

TEST_CASE("mutations: the program ends with 0, 1, 2 or 4, within its limits, and says where") {
    const Folder folder;
    const std::string scenario = folder.file("mutation.json");
    std::array<std::uint64_t, 5> counts{};
    std::uint64_t number = 1'000'000;
    for (const auto& path : shipped_files()) {
        const std::string text = text_of(path);
        const bool compares = text.find("\"compare\"") != std::string::npos;
        for (std::uint64_t i = 0; i < mutations_a_file; ++i, ++number) {
            CAPTURE(path.string());
            CAPTURE(number);
            std::ofstream(scenario, std::ios::binary) << Mutation(number).of(text);
            const Ended ended = run_program(compares ? "compare" : "run", scenario,
                                            folder.file("errors"), runs_of(number));
            CAPTURE(ended.complaint);
            const bool documented = ended.status >= 0 && ended.status <= 4 && ended.status != 3;
            CHECK_MESSAGE(documented, ended.status);
            if (documented) ++counts[static_cast<std::size_t>(ended.status)];
            if (ended.status == 2) CHECK(points_into(scenario, ended.complaint));
            CHECK(ended.seconds < most_seconds);
            CHECK(ended.kilobytes < most_kilobytes);
        }
    }
    // The changes are neither all harmless nor all fatal.
    CHECK(counts[2] > 0);
    CHECK(counts[0] + counts[1] + counts[4] > 0);
}

}  // namespace mqfate::tests::exit_status_test
