// A node's disk: for each file what is written (page cache) and what is synced (on the platter).
//
// A file may also be replaced as one (a temporary file, fsync, rename): until that sync is done a
// crash finds the old content, after it the new one. A sync may fail: it makes nothing durable, and
// its owner is told (SyncFailed), who must not take a later one for a repetition (Linux drops the
// dirty pages; Rebello and others: Can applications recover from fsync failures? USENIX ATC 2020).
//
// A process crash keeps what is written. A power loss keeps what is synced, and may keep part of
// what was written after it, up to a torn last write; so does the loss of the page cache alone. The
// loss of the disk keeps nothing.
// Invariant: synced <= written; pending syncs are served in the order of asking.
// Source: the three positions follow LevelDB's fault_injection_test.cc (FileState).
// Tested by: tests/sim/world/disk_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/base/ring.hpp"
#include "sim/world/context.hpp"

namespace mqfate {

enum class CrashKind : std::uint8_t {
    process,     ///< SIGKILL: the host and its page cache live on
    power,       ///< the host goes, and its page cache with it
    disk,        ///< the host goes, and its disk is replaced by an empty one
    page_cache,  ///< SIGKILL, and what was not synced goes; the host lives on, and refuses
};

/// Whether the host dies of it: then nobody hears of the end of a connection.
constexpr bool takes_host(CrashKind kind) {
    return kind == CrashKind::power || kind == CrashKind::disk;
}
/// Whether what was written and not synced is gone.
constexpr bool takes_unsynced(CrashKind kind) { return kind != CrashKind::process; }

struct File {
    Position written;
    Position synced;
    friend bool operator==(const File&, const File&) = default;
    bool dirty() const { return written != synced; }
};

struct PendingSync {
    FileId file;
    Position upto;
    bool replaces = false;  ///< the file becomes a new one that ends at `upto`
    friend bool operator==(const PendingSync&, const PendingSync&) = default;
};

struct Disk {
    std::vector<File> files;
    Ring<PendingSync> syncs;
    friend bool operator==(const Disk&, const Disk&) = default;

    File& file(FileId id) {
        if (index(id) >= files.size()) files.resize(index(id) + 1);
        return files[index(id)];
    }
    void cut_back(FileId id, Position end) {
        File& f = file(id);
        f.written = std::min(f.written, end);
        f.synced = std::min(f.synced, end);
    }
    /// The oldest pending sync is done. A truncation since may have shortened the file.
    PendingSync finish_sync() {
        PendingSync done = syncs.pop_front();
        File& f = file(done.file);
        if (done.replaces) {
            f = {done.upto, done.upto};
            return done;
        }
        done.upto = std::min(done.upto, f.written);
        f.synced = std::max(f.synced, done.upto);
        return done;
    }
    void write_back(FileId id) { file(id).synced = file(id).written; }

    /// What a crash leaves of `id`. `torn`: how much of the unsynced part a power loss spares.
    Position after(CrashKind kind, FileId id, std::uint32_t torn) {
        const File& f = file(id);
        if (!takes_unsynced(kind)) return f.written;
        if (kind == CrashKind::disk) return {0};
        return std::min(f.written, f.synced + torn);
    }
    void crash(CrashKind kind, std::uint32_t torn) {
        syncs.clear();
        for (std::uint16_t i = 0; i < files.size(); ++i) {
            const Position kept = after(kind, {i}, torn);
            files[i].written = kept;
            if (takes_unsynced(kind)) files[i].synced = kept;
        }
    }
};

}  // namespace mqfate
