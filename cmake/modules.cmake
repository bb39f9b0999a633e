# racelab_module(NAME SOURCES a.cc ... [LINK target ...]): one folder of checker/ is one static library.
function(racelab_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(racelab_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(racelab_${name} PUBLIC racelab_options ${ARG_LINK})
endfunction()

# racelab_test(NAME LABEL SOURCES a_test.cc ... [LINK target ...]): one GoogleTest program in CTest.
function(racelab_test name label)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE racelab_options ${ARG_LINK} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE RACELAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${label}.${name} COMMAND ${name})
  set_tests_properties(${label}.${name} PROPERTIES LABELS ${label} TIMEOUT 300)
endfunction()
