#include "sim/world/disk.hpp"

#include <doctest/doctest.h>

namespace mqfate::disk_test {

/// A disk with one file: `written` in the page cache, `synced` of it on the platter.
Disk with(std::uint32_t written, std::uint32_t synced) {
    Disk disk;
    disk.file({0}) = {{written}, {synced}};
    return disk;
}

TEST_CASE("disk: a process crash keeps what is written") {
    Disk disk = with(10, 4);
    CHECK(disk.after(CrashKind::process, {0}, 0) == Position{10});
    disk.crash(CrashKind::process, 0);
    CHECK(disk.file({0}) == File{{10}, {4}});  // still not on the platter
}

TEST_CASE("disk: a power loss keeps what is synced") {
    Disk disk = with(10, 4);
    disk.crash(CrashKind::power, 0);
    CHECK(disk.file({0}) == File{{4}, {4}});
}

TEST_CASE("disk: a power loss may spare part of the unsynced, never more than was written") {
    CHECK(with(10, 4).after(CrashKind::power, {0}, 3) == Position{7});
    CHECK(with(10, 4).after(CrashKind::power, {0}, 99) == Position{10});
}

TEST_CASE("disk: the loss of the page cache keeps what is synced, though the host lives on") {
    Disk disk = with(10, 4);
    disk.crash(CrashKind::page_cache, 0);
    CHECK(disk.file({0}) == File{{4}, {4}});
    CHECK(with(10, 4).after(CrashKind::page_cache, {0}, 3) == Position{7});
    CHECK(takes_unsynced(CrashKind::page_cache));
    CHECK_FALSE(takes_host(CrashKind::page_cache));
}

TEST_CASE("disk: the loss of the disk keeps nothing") {
    Disk disk = with(10, 10);
    disk.crash(CrashKind::disk, 5);
    CHECK(disk.file({0}) == File{{0}, {0}});
}

TEST_CASE("disk: a sync makes durable what was written when it was asked for") {
    Disk disk = with(10, 0);
    disk.syncs.push_back({{0}, {10}});
    disk.file({0}).written = {15};
    CHECK(disk.finish_sync() == PendingSync{{0}, {10}});
    CHECK(disk.file({0}).synced == Position{10});
    CHECK(disk.file({0}).dirty());
    disk.write_back({0});
    CHECK_FALSE(disk.file({0}).dirty());
}

TEST_CASE("disk: a truncation behind a pending sync shortens what the sync makes durable") {
    Disk disk = with(10, 0);
    disk.syncs.push_back({{0}, {10}});
    disk.cut_back({0}, {6});
    CHECK(disk.finish_sync() == PendingSync{{0}, {6}});
    CHECK(disk.file({0}) == File{{6}, {6}});
}

TEST_CASE("disk: a crash forgets the pending syncs") {
    Disk disk = with(10, 0);
    disk.syncs.push_back({{0}, {10}});
    disk.crash(CrashKind::process, 0);
    CHECK(disk.syncs.empty());
}

}  // namespace mqfate::disk_test
