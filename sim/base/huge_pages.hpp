// Memory for what is large and visited at random: in pages of 2 MB where the system has them.
//
// A processor knows the places of a few thousand pages. With 4 kB each that is some megabytes;
// whoever jumps about in more looks a place up in tables first, at nearly every step, and under a
// hypervisor each look-up is many. An allocation of 4 MB or more is therefore laid on borders of
// 2 MB, and Linux is asked for large pages there (madvise, MADV_HUGEPAGE). It is advice: without
// it all works, only slower. What is smaller comes from std::allocator.
// Tested by: tests/sim/base/huge_pages_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#if __has_include(<sys/mman.h>)
#include <sys/mman.h>
#endif

namespace mqfate {

template <class T> struct HugePages {
    using value_type = T;
    static constexpr std::size_t page = std::size_t{2} << 20;
    static constexpr std::size_t large = 2 * page;  ///< bytes; less is not worth the rounding

    HugePages() = default;
    template <class Other> HugePages(const HugePages<Other>&) {}

    T* allocate(std::size_t count) {
        if (count < large / sizeof(T)) return std::allocator<T>{}.allocate(count);
        void* const memory = ::operator new(count * sizeof(T), std::align_val_t{page});
#ifdef MADV_HUGEPAGE
        madvise(memory, count * sizeof(T), MADV_HUGEPAGE);
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count < large / sizeof(T)) return std::allocator<T>{}.deallocate(memory, count);
        ::operator delete(memory, std::align_val_t{page});
    }
    friend bool operator==(const HugePages&, const HugePages&) { return true; }
};

/// A vector that may become large and is visited at random.
template <class T> using HugeVector = std::vector<T, HugePages<T>>;

}  // namespace mqfate
