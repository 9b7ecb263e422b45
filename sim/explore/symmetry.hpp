// The one that stands for all worlds that differ in names only: the least of their encodings.
//
// A world is written under every renaming of its interchangeable nodes (interchangeable.hpp), and
// the bytes that compare least are kept. The model renames what it alone knows, and gives names of
// its own that nobody compares for order (of batches, say) in one order, whoever came first: two
// worlds that differ in these only are one as well. Nothing is lost by that: a world and its
// renamed one have the same steps but for names, so a shortest way to a property is as long.
// Tested by: tests/exhaustive/symmetry_test.cpp.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "sim/explore/interchangeable.hpp"
#include "sim/explore/machine.hpp"

namespace mqfate {

template <class Model> class Symmetry {
public:
    /// Without any.
    Symmetry() = default;
    explicit Symmetry(const Plan<typename Model::Vocabulary>& plan)
        : renamings_(Renamings<Model>(plan).all(interchangeable<Model>(plan))) {}

    bool any() const { return !renamings_.empty(); }
    const std::vector<Renaming>& renamings() const { return renamings_; }

    template <class State> static void rename(State& state, const Renaming& names) {
        if constexpr (requires { Model::rename(state.world, names); })
            Model::rename(state.world, names);
        state.ledger.rename(names);
    }
    /// Appends the least of what `write(State)` returns for `state` under its other names.
    template <class State, class Write>
    void write_least(const State& state, Bytes& bytes, Write&& write) {
        least_.clear();
        for (const Renaming& names : renamings_) {
            State renamed = state;
            rename(renamed, names);
            const std::span<const unsigned char> written = write(renamed);
            if (least_.empty() || std::lexicographical_compare(written.begin(), written.end(),
                                                               least_.begin(), least_.end()))
                least_.assign(written.begin(), written.end());
        }
        bytes.insert(bytes.end(), least_.begin(), least_.end());
    }

private:
    std::vector<Renaming> renamings_;
    Bytes least_;
};

}  // namespace mqfate
