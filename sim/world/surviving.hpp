// What of a role survives a crash of its process, its host or its disk.
// Tested by: tests/sim/world/kernel_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "sim/world/causes.hpp"
#include "sim/world/context.hpp"
#include "sim/world/disk.hpp"
#include "sim/world/step.hpp"

namespace mqfate {

/// How many files there are: those that were written, and those that a role knows of and has not
/// written yet.
template <class Durable> std::uint16_t files_of(const Durable& durable, const Disk& disk) {
    std::size_t files = disk.files.size();
    if constexpr (requires { durable.files(); }) files = std::max(files, durable.files());
    return static_cast<std::uint16_t>(files);
}

/// Takes from `role` what `crash` takes: what was durable is cut to what its `disk` keeps, if it
/// says how (`durable.survive(file, upto, cause, context)`); its memory says what dies with it, if
/// anything does (`memory.vanish(context)`), and is as new. What both tell is left in `effects`,
/// which are those of `context`.
template <class Role, class V>
void survive(Role& role, Disk& disk, const Crash& crash, Context<V>& context,
             std::vector<Effect<V>>& effects) {
    if constexpr (requires { role.durable.survive(FileId{}, Position{}, Cause{}, context); }) {
        const Cause cause =
            crash.kind == CrashKind::disk ? Cause::disk_lost : Cause::unsynced_on_power_loss;
        const std::uint16_t files = files_of(role.durable, disk);
        // What a handler that dies half-way had not written yet was never there.
        for (std::uint16_t f = 0; f < files; ++f)
            role.durable.survive({f}, disk.file({f}).written, cause, context);
        effects.clear();
        for (std::uint16_t f = 0; f < files; ++f)
            role.durable.survive({f}, disk.after(crash.kind, {f}, crash.torn), cause, context);
        if (crash.kind == CrashKind::disk) role.durable = {};
    }
    if constexpr (requires { role.memory.vanish(context); }) role.memory.vanish(context);
    role.memory = {};
}

}  // namespace mqfate
