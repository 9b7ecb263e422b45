# What runs long: the simulation, the roles, and the files that instantiate the engine. These are
# optimised as the build type says (-O3 for a release). All else reads files, prints or tests; it
# takes less time to run than to compile, so a release compiles it with -O1.
set(MQFATE_HOT "^sim/" "^models/" "/engine\\.cpp$")

# g++ stops inlining when that has made a unit larger by two fifths, wherever it is by then: in an
# engine, which is all in one unit, the loop of the sampler would be left out (docs/speed.md).
set(MQFATE_HOT_OPTIONS $<$<CONFIG:Release>:-O3>
    $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:--param=inline-unit-growth=300>)

# What to compile with where speed does not matter; nothing in a debug build.
set(MQFATE_COLD_OPTIONS $<$<CONFIG:Release>:-O1>)

# Small files of a part are compiled together, since each alone spends most of its time on what it
# includes. What they declare for themselves has names of its own in the whole part. Files with
# options of their own stay alone.
function(mqfate_compile_together target files)
    if(MQFATE_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${files})
    endif()
endfunction()

# mqfate_layer(<name> <folder> [ALONE] [EXCEPT <pattern>...] [ONLY <pattern>...]
#              LINKS <library>...)
# The library mqfate_<name> of all .cpp files below a folder; new files are found by the build.
# EXCEPT: what the paths of files match that are left out; ONLY: of those that are not.
# ALONE: each file is compiled for itself.
function(mqfate_layer name folder)
    cmake_parse_arguments(layer "ALONE" "" "EXCEPT;ONLY;LINKS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
         ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    foreach(pattern IN LISTS layer_EXCEPT)
        list(FILTER sources EXCLUDE REGEX "${pattern}")
    endforeach()
    if(layer_ONLY)
        list(JOIN layer_ONLY "|" pattern)
        list(FILTER sources INCLUDE REGEX "${pattern}")
    endif()
    if(NOT sources)  # headers only
        add_library(mqfate_${name} INTERFACE)
        target_link_libraries(mqfate_${name} INTERFACE mqfate_options ${layer_LINKS})
        return()
    endif()

    set(hot "")
    foreach(pattern IN LISTS MQFATE_HOT)
        set(found ${sources})
        list(FILTER found INCLUDE REGEX "${pattern}")
        list(APPEND hot ${found})
    endforeach()
    list(TRANSFORM hot PREPEND ${PROJECT_SOURCE_DIR}/)
    list(TRANSFORM sources PREPEND ${PROJECT_SOURCE_DIR}/)
    list(REMOVE_DUPLICATES hot)

    add_library(mqfate_${name} STATIC ${sources})
    target_link_libraries(mqfate_${name} PUBLIC mqfate_options ${layer_LINKS})
    if(NOT hot STREQUAL sources)
        # What is said for a source comes last and counts.
        target_compile_options(mqfate_${name} PRIVATE ${MQFATE_COLD_OPTIONS})
        set_source_files_properties(${hot} PROPERTIES COMPILE_OPTIONS "${MQFATE_HOT_OPTIONS}")
    else()
        target_compile_options(mqfate_${name} PRIVATE ${MQFATE_HOT_OPTIONS})
    endif()
    if(NOT layer_ALONE)
        mqfate_compile_together(mqfate_${name} 16)
    endif()
endfunction()

# mqfate_program(<name> <file> LINKS <library>...): an executable at the top of the build folder.
# The engines come before all libraries: of a function that several files have, the linker takes the
# first copy, and theirs is the one that was optimised.
function(mqfate_program name file)
    cmake_parse_arguments(program "" "" "LINKS" ${ARGN})
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${file})
        message(STATUS "${name}: not built, there is no ${file} yet")
        return()
    endif()
    add_executable(${name} ${PROJECT_SOURCE_DIR}/${file} $<TARGET_OBJECTS:mqfate_engines>)
    target_compile_options(${name} PRIVATE ${MQFATE_COLD_OPTIONS})
    target_link_libraries(${name} PRIVATE mqfate_options ${program_LINKS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
