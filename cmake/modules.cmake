# Reading headers is most of what compiling a file costs, so those that many include are compiled once.
# A file must still include what it uses: the preset tidy builds without them.
option(RACELAB_PRECOMPILED_HEADERS "compile common headers once" ON)
set(common_headers <algorithm> <filesystem> <fstream> <functional> <map> <memory> <optional> <set> <string>
  <vector> <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_join.h>
  <absl/strings/str_split.h> <absl/synchronization/mutex.h> <absl/time/time.h>)

# racelab_precompile(NAME HEADER ... [LINK target ...]): NAME is what others reuse.
function(racelab_precompile name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  if(RACELAB_PRECOMPILED_HEADERS)
    file(WRITE ${CMAKE_BINARY_DIR}/${name}.cc "")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cc)
    target_link_libraries(${name} PRIVATE racelab_options ${ARG_LINK})
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  endif()
endfunction()
function(racelab_reuse target name)
  if(RACELAB_PRECOMPILED_HEADERS)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

# racelab_module(NAME SOURCES a.cc ... [LINK target ...]): one folder of checker/ is one static library.
function(racelab_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(racelab_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(racelab_${name} PUBLIC racelab_options ${ARG_LINK})
  racelab_reuse(racelab_${name} racelab_headers)
endfunction()

# racelab_test_program(NAME [COMPUTES] SOURCES a_test.cc ... [LINK target ...]): one GoogleTest program.
# COMPUTES: it is optimized, and so are the templates that it shares with what it tests.
function(racelab_test_program name)
  cmake_parse_arguments(ARG "COMPUTES" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE RACELAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  if(ARG_COMPUTES)
    target_link_libraries(${name} PRIVATE racelab_options)
    racelab_reuse(${name} racelab_headers)
  else()
    target_link_libraries(${name} PRIVATE racelab_test_options)
    racelab_reuse(${name} racelab_test_headers)
  endif()
endfunction()

# racelab_test(NAME LABEL [COMPUTES] SOURCES a_test.cc ... [LINK target ...]): the same, as one test of CTest.
function(racelab_test name label)
  racelab_test_program(${name} ${ARGN})
  add_test(NAME ${label}.${name} COMMAND ${name})
  set_tests_properties(${label}.${name} PROPERTIES LABELS ${label} TIMEOUT 600)
endfunction()
