// Whether a call ends the program as a bug of ours does (sim/base/ensure.hpp): it is tried in a
// process of its own.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <utility>

namespace mqfate::tests {

template <class Call> bool is_a_bug_of_ours(Call&& call) {
    const pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO);  // what it says of itself is not for whoever reads the tests' output
        std::forward<Call>(call)();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 3;
}

}  // namespace mqfate::tests
