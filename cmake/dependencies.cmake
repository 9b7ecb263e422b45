# The libraries that do what is not our subject. All are Debian 12 packages: debian-packages.txt.
# Imported targets are SYSTEM: their headers give no warnings.

find_package(Boost 1.81 REQUIRED)
find_package(TBB REQUIRED)
find_package(fmt REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

# A library that brings no CMake package: `header` must exist and, if named, the library too.
function(mqfate_import name header library)
    find_path(MQFATE_${name}_INCLUDE ${header} REQUIRED)
    mark_as_advanced(MQFATE_${name}_INCLUDE)
    add_library(mqfate_import_${name} INTERFACE)
    add_library(mqfate::${name} ALIAS mqfate_import_${name})
    target_include_directories(mqfate_import_${name} SYSTEM INTERFACE ${MQFATE_${name}_INCLUDE})
    if(library)
        find_library(MQFATE_${name}_LIBRARY ${library} REQUIRED)
        mark_as_advanced(MQFATE_${name}_LIBRARY)
        target_link_libraries(mqfate_import_${name} INTERFACE ${MQFATE_${name}_LIBRARY})
    endif()
endfunction()

mqfate_import(random123 Random123/threefry.h "")
mqfate_import(xxhash xxhash.h xxhash)
mqfate_import(utf8proc utf8proc.h utf8proc)

# Sets MQFATE_<part>, when it is AUTO, to whether its library is there.
macro(mqfate_resolve part package)
    if(MQFATE_${part} STREQUAL "AUTO")
        find_package(${package} QUIET)
        set(MQFATE_${part} ${${package}_FOUND})
        message(STATUS "MQFATE_${part}: ${MQFATE_${part}} (AUTO, by ${package})")
    elseif(MQFATE_${part})
        find_package(${package} REQUIRED)
    endif()
endmacro()

# Only tests hold scenarios against the published schema.
find_path(MQFATE_valijson_INCLUDE valijson/validator.hpp)
if(MQFATE_TESTS STREQUAL "AUTO" AND NOT MQFATE_valijson_INCLUDE)
    set(MQFATE_TESTS OFF)
    message(STATUS "MQFATE_TESTS: OFF (AUTO, by valijson)")
endif()
mqfate_resolve(TESTS doctest)
mqfate_resolve(BENCH benchmark)
if(MQFATE_TESTS)
    mqfate_import(valijson valijson/validator.hpp "")
endif()
