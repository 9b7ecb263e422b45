#include "tests/bench/memory.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> now{0};
std::atomic<std::uint64_t> most{0};

void release(void* memory) {
    now.fetch_sub(malloc_usable_size(memory), std::memory_order_relaxed);
    std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
    void* memory = std::malloc(size);
    if (memory == nullptr) throw std::bad_alloc();
    const std::uint64_t bytes = malloc_usable_size(memory);
    const std::uint64_t sum = now.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    // Not exact between threads; the benchmark that asks has one.
    if (sum > most.load(std::memory_order_relaxed)) most.store(sum, std::memory_order_relaxed);
    return memory;
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }

namespace mqfate::bench {

std::uint64_t most_bytes_allocated() { return most.load(); }
void forget_most_bytes() { most.store(now.load()); }

}  // namespace mqfate::bench
