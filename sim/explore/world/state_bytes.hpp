// States as bytes, and back.
//
// What the search keeps of a state that waits to be expanded is its bytes. Of the state that was
// read last this remembers where each part ends, so that a successor is written by copying the
// bytes of what the step left alone, and by writing only what it touched:
//
//     stored    | node 0 | node 1 | node 2 | connection 0 | connection 1 | rest |
//     a step of node 1, which has connection 0 only:
//     successor | copied | written| copied | written      | copied       | written |
//
// Tested by: tests/sim/explore/world/world_machine_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/encoding.hpp"
#include "sim/base/ensure.hpp"
#include "sim/explore/world/touched.hpp"
#include "sim/explore/world/world_state.hpp"

namespace mqfate {

template <class Model> class StateBytes {
public:
    using State = WorldState<Model>;
    using Stored = std::span<const unsigned char>;

    /// The bytes of a state; they last until the next call.
    Stored write(const State& state) {
        encoder_.clear();
        each_part(state, [this](std::size_t, const auto&... values) { (encoder_(values), ...); });
        return encoder_.bytes();
    }
    /// Makes `state` what write() made `stored` of. Requires: the plan is the same.
    void read(Stored stored, const Plan<typename Model::Vocabulary>& plan, State& state) {
        Decoder decoder(stored);
        size_for(plan, state);
        ends_.clear();
        each_part(state, [&](std::size_t, auto&... values) {
            (decoder(values), ...);
            ends_.push_back(stored.size() - decoder.left());
        });
        ENSURE(decoder.at_end(), "a world with bytes left over");
    }
    /// The same as write(next). Requires: `stored` was read last, and `next` differs from what it
    /// is in the touched parts at most.
    Stored write_successor(Stored stored, const Touched& touched, const State& next) {
        encoder_.clear();
        std::size_t begin = 0;  // of what is the same as before
        std::size_t end = 0;
        each_part(next, [&](std::size_t part, const auto&... values) {
            if (touched.has(part)) {
                encoder_.append(stored.subspan(begin, end - begin));
                (encoder_(values), ...);
                begin = ends_[part];
            }
            end = ends_[part];
        });
        encoder_.append(stored.subspan(begin, end - begin));
        return encoder_.bytes();
    }

private:
    Encoder encoder_;
    std::vector<std::size_t> ends_;  // of the parts of the state that was read last
};

}  // namespace mqfate
