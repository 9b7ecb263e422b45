// libFuzzer's target: any bytes as a scenario file. Changes keep the structure (mutations.hpp) or
// are libFuzzer's own. Built and run by scripts/fuzz.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/fuzz/mutations.hpp"
#include "tests/fuzz/target.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const mqfate::tests::Trial trial = mqfate::tests::try_out(text, 2'000);
    if (trial.complaint.empty()) return 0;
    std::fprintf(stderr, "%s\n", trial.complaint.c_str());
    std::abort();
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, most);
    const std::string text(reinterpret_cast<const char*>(data), size);
    const std::string changed = mqfate::tests::Mutation(seed).of(text);
    if (changed.size() > most) return LLVMFuzzerMutate(data, size, most);
    std::memcpy(data, changed.data(), changed.size());
    return changed.size();
}
