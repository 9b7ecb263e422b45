// What a symmetry must keep, for tests: whether it makes a difference when names are exchanged, and
// whether all worlds of a scope come to the same with it and without.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/exhaustive/whole_graph.hpp"

namespace mqfate::tests {

/// In how many worlds and ways it makes a difference whether names are exchanged before a step or
/// after it. `all_names`: several; the first changes nothing.
std::size_t differences(const scenarios::Scenario& scenario, const Scope& within,
                        const std::vector<Renaming>& all_names);
/// The same where names of interchangeable nodes are exchanged.
std::size_t differences(const scenarios::Scenario& scenario, const Scope& within);
/// The same on some ways, for worlds that are far.
std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                 const std::vector<Renaming>& all_names, int walks);
std::size_t differences_on_walks(const scenarios::Scenario& scenario, const Scope& within,
                                 int walks);

/// As many worlds within `within`, and so many with symmetry, which come to the same.
void check_same(const scenarios::Scenario& scenario, Scope within, std::size_t worlds,
                std::size_t with_symmetry);

}  // namespace mqfate::tests
