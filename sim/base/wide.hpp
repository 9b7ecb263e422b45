// Integers of 128 bits, for products of two of 64: g++ and clang++ have them.
#pragma once

namespace mqfate {

__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

}  // namespace mqfate
