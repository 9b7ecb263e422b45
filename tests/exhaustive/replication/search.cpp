#include "tests/exhaustive/replication/search.hpp"

#include "sim/explore/search/search.hpp"

namespace mqfate::replication {

SearchResult searched(const Replication& machine, std::uint64_t ends_it, unsigned jobs) {
    return Search<Replication>(machine, {.jobs = jobs, .ends_it = ends_it}).run();
}

}  // namespace mqfate::replication
