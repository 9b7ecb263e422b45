# How our own code is compiled. Nothing here may change a result: the same seed gives the same bits
# with every compiler and at every optimisation level.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(mqfate_options INTERFACE)
target_include_directories(mqfate_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(mqfate_options INTERFACE
    -ffp-contract=off  # A fused multiply-add rounds once instead of twice.
    -fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=  # __FILE__ is the same wherever the tree lies.
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wsign-conversion
    # At -O3, g++ 12 sees copies of impossible sizes in std::string and small_vector
    # (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651); the asan preset finds the real ones.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overread>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
    # g++ looks for memory to free when it has 700 MB instead of 128: an eighth less time to compile
    # what has many templates, for a quarter more memory.
    $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=700000>
    $<$<BOOL:${MQFATE_WERROR}>:-Werror>)

# Left out of UndefinedBehaviorSanitizer, since they are a fifth of the time to compile:
# AddressSanitizer sees a null pointer that is read or written, and objects that are too small or no
# longer there; pointers and functions of another type than what they point to take a cast, and we
# cast to bytes, and back from void to what was made. Lost is a reference bound to null that nobody
# reads.
set(MQFATE_NOT_SANITIZED null,alignment,object-size,vptr,function)
if(MQFATE_SANITIZE)
    target_compile_options(mqfate_options INTERFACE
        -fsanitize=${MQFATE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=${MQFATE_NOT_SANITIZED}>)
    target_link_options(mqfate_options INTERFACE -fsanitize=${MQFATE_SANITIZE})
endif()

if(MQFATE_LTO)
    include(CheckIPOSupported)
    check_ipo_supported()
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

# Where they are installed, ccache saves what was compiled before, and mold links ten times faster
# (debian-packages.txt, [test]).
find_program(MQFATE_CCACHE ccache)
if(MQFATE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # With these, what includes a precompiled header is saved as well (ccache(1)).
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${MQFATE_CCACHE})
    target_compile_options(mqfate_options INTERFACE
        $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
        "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endif()
find_program(MQFATE_MOLD mold)
if(MQFATE_MOLD AND NOT CMAKE_CROSSCOMPILING)
    include(CheckLinkerFlag)
    check_linker_flag(CXX -fuse-ld=mold MQFATE_LINKS_WITH_MOLD)
    if(MQFATE_LINKS_WITH_MOLD)
        target_link_options(mqfate_options INTERFACE -fuse-ld=mold)
    endif()
endif()
