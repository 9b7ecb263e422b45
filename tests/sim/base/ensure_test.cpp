#include "sim/base/ensure.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace mqfate::ensure_test {

void holds_only_for_positive(int number) { ENSURE(number > 0, "a number above zero"); }

struct End {
    int status = 0;
    std::string message;
};

/// What a process says and how it ends that calls holds_only_for_positive(number).
End in_a_process(int number) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        current_place() = {42, 17, 5};
        holds_only_for_positive(number);
        _exit(0);
    }
    close(ends[1]);
    End end;
    char part[256];
    for (ssize_t n = 0; (n = read(ends[0], part, sizeof part)) > 0;)
        end.message.append(part, static_cast<std::size_t>(n));
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    end.status = WEXITSTATUS(status);
    return end;
}

TEST_CASE("ensure: a bug of ours ends the program with status 3 and says where to look") {
    const End end = in_a_process(-1);
    CHECK(end.status == 3);
    for (const char* part :
         {"number > 0", "a number above zero", "ensure_test.cpp", "seed 42, run 17, step 5"}) {
        CAPTURE(part);
        CHECK(end.message.find(part) != std::string::npos);
    }
}

TEST_CASE("ensure: what holds is silent") {
    const End end = in_a_process(1);
    CHECK(end.status == 0);
    CHECK(end.message.empty());
}

}  // namespace mqfate::ensure_test
