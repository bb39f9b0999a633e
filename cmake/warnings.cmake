# Warnings and sanitizers for the tool's own code.
# Errors in development and CI only: a newer compiler's new warning must not stop a student.
option(RACELAB_WERROR "warnings are errors" OFF)
add_library(racelab_options INTERFACE)
target_include_directories(racelab_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(racelab_options INTERFACE -Wall -Wextra -Wshadow
  -Wno-missing-field-initializers)  # designated initialisers name what matters
if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  target_compile_options(racelab_options INTERFACE -Wthread-safety -Werror=thread-safety)
endif()
if(RACELAB_WERROR)
  target_compile_options(racelab_options INTERFACE -Werror)
endif()
if(RACELAB_SANITIZER)
  target_compile_options(racelab_options INTERFACE
    -fsanitize=${RACELAB_SANITIZER} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(racelab_options INTERFACE -fsanitize=${RACELAB_SANITIZER})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)  # guesses wrong in instrumented code (GCC bug 105562)
    target_compile_options(racelab_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
