# What a person who configures may choose.

get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
if(NOT multi_config AND NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()

option(MQFATE_WERROR "Treat warnings as errors (our presets do)" OFF)
option(MQFATE_LTO "Optimise across files when linking: slower to build" OFF)
option(MQFATE_FUZZ "Build the fuzzer (clang++, with MQFATE_SANITIZE=fuzzer-no-link,...)" OFF)
option(MQFATE_PCH "Precompile the headers that most tests include" ON)
option(MQFATE_UNITY "Compile the small files of a part together: half the time for all of them" ON)
option(MQFATE_SOURCE_TESTS "Test the sources too: tidy and format" ON)
set(MQFATE_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined")
set(MQFATE_LABEL "" CACHE STRING "What the names of tests begin with, to tell builds apart")

# The libraries of tests and benchmarks are not needed for a run: AUTO builds what can be built.
foreach(part TESTS BENCH)
    set(MQFATE_${part} AUTO CACHE STRING "ON, OFF, or AUTO: if the library it needs is installed")
    set_property(CACHE MQFATE_${part} PROPERTY STRINGS AUTO ON OFF)
endforeach()
