#include "sim/base/ensure.hpp"

#include <cstdio>
#include <cstdlib>

namespace mqfate {

Place& current_place() {
    thread_local Place place;
    return place;
}

void ensure_failed(const char* condition, const char* what, const char* file, int line) {
    const Place& place = current_place();
    std::fprintf(stderr,
                 "mqfate: a bug of ours: %s (%s) at %s:%d\n"
                 "  seed %llu, run %llu, step %llu: please report this with the scenario\n",
                 what, condition, file, line, static_cast<unsigned long long>(place.seed),
                 static_cast<unsigned long long>(place.run),
                 static_cast<unsigned long long>(place.step));
    std::fflush(stderr);
    std::_Exit(3);
}

}  // namespace mqfate
