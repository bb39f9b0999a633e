# racelab_embed(TARGET SYMBOL FILE ...): each file becomes a constant of the program,
# `extern const std::string_view SYMBOL` in namespace racelab. At configure time; CMake runs again when
# a file changes.
function(racelab_embed target)
  set(code "// Made by cmake/embed.cmake.\n#include <string_view>\nnamespace racelab {\n")
  while(ARGN)
    list(POP_FRONT ARGN symbol file)
    get_filename_component(path ${file} ABSOLUTE)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
    string(APPEND code "static const char ${symbol}_bytes[] = {${bytes}};\n"
      "extern const std::string_view ${symbol};\n"
      "const std::string_view ${symbol}(${symbol}_bytes, sizeof ${symbol}_bytes);\n")
  endwhile()
  string(APPEND code "}  // namespace racelab\n")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cc)
  file(CONFIGURE OUTPUT ${output} CONTENT "${code}" @ONLY)
  target_sources(${target} PRIVATE ${output})
endfunction()
