#include "tests/exhaustive/last_replica/search.hpp"

#include "sim/explore/search/search.hpp"

namespace mqfate::last_replica {

SearchResult searched(const LastReplica& machine, const SearchOptions& options,
                      const std::function<void(const SearchProgress&)>& progress) {
    return Search<LastReplica>(machine, options).run(progress);
}

}  // namespace mqfate::last_replica
