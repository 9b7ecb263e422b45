// The published verdicts: which rung breaks what, within which scope, and how short the shortest
// counterexample is; and how one is found.
//
// Source: TLC 2.18 on the specification (commit d68782b), and a translation of it to C++ where a
// scope is too large for TLC. Lengths count states, the beginning included, as TLC does; steps are
// one fewer. Of the fifth rung nothing is published before (3,1,1,2); it holds there.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/ensure.hpp"
#include "tests/exhaustive/replication/search.hpp"

namespace mqfate::replication {

inline constexpr std::size_t none = 0;

/// States of the shortest counterexample to WeakIsr and to StrongIsr; `none`: there is none.
struct Verdict {
    std::size_t weak = none;
    std::size_t strong = none;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};
inline constexpr Verdict holds{};

struct Column {
    std::vector<Scope> scopes;
    std::array<Verdict, ladder.size()> verdicts;  ///< by rung
};

inline std::vector<Column> verdict_table() {
    return {
        {{scope(2, 1, 1, 1), scope(2, 2, 2, 1)}, {{{9, 10}, holds, holds, holds, holds, holds}}},
        {{scope(2, 2, 2, 2), scope(2, 2, 2, 3), scope(2, 3, 3, 2), scope(2, 3, 3, 3)},
         {{{9, 10}, {12, 12}, holds, holds, holds, holds}}},
        {{scope(3, 1, 1, 1), scope(3, 2, 2, 1)},
         {{{9, 9}, {none, 12}, {none, 12}, holds, holds, holds}}},
        {{scope(3, 1, 1, 2), scope(3, 2, 1, 2)},
         {{{9, 9}, {11, 11}, {11, 11}, {12, 13}, holds, holds}}},
        {{scope(3, 2, 2, 2), scope(3, 3, 3, 2), scope(3, 2, 2, 3)},
         {{{9, 9}, {11, 11}, {11, 11}, {12, 13}, {14, 14}, holds}}},
    };
}

/// "3,2,2,1": as the specification counts.
inline std::string text(const Scope& scope) {
    std::string text;
    for (const int n : {int{scope.replicas}, int{scope.log_size}, int{scope.records}})
        text += std::to_string(n) + ",";
    return text + std::to_string(scope.epochs - 1);
}

/// By one search if neither property breaks, or both equally far away; else by one more.
inline Verdict find_verdict(const Replication& machine, unsigned jobs = 0) {
    std::uint64_t ends_it = Replication::weak | Replication::strong;
    SearchResult result = searched(machine, ends_it, jobs);
    while (result.end == SearchResult::End::decided && !(result.found[0] && result.found[1])) {
        const std::uint64_t before = ends_it;
        ends_it = result.found[0] ? Replication::strong : Replication::weak;
        if (ends_it == before) break;
        result = searched(machine, ends_it, jobs);
    }
    ENSURE(result.complete() || result.end == SearchResult::End::decided,
           "a search without limits");
    const auto length = [](const auto& path) { return path ? path->steps.size() + 1 : none; };
    return {length(result.found[0]), length(result.found[1])};
}

}  // namespace mqfate::replication
