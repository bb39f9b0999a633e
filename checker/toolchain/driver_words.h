// Driver words: a compiler's command line, cut into words with a meaning.
//
// **Thread safety**: plain values; the functions keep nothing.
#ifndef RACELAB_CHECKER_TOOLCHAIN_DRIVER_WORDS_H_
#define RACELAB_CHECKER_TOOLCHAIN_DRIVER_WORDS_H_

#include <string>
#include <vector>

namespace racelab {

// One argument, together with the next one where that is its value ("-o", "a.o").
struct Word {
  enum Role {
    kOption,    // for every step: -Wall, -DX, -I., -v
    kRules,     // only for compiling: rules for make (-MD, -MF FILE)
    kLink,      // only for linking: -Wl,..., -L.
    kSource,    // a file to compile
    kInput,     // for the linker, where order matters: an object, an archive, -lX
    kOutput,    // -o FILE
    kStop,      // ends before linking: -c, -E, -S, -M
    kQuestion,  // asks the compiler about itself: --version, -print-search-dirs
  };
  Role role = kOption;
  std::vector<std::string> text;  // as they were written
  std::string language;           // kSource: after which -x LANGUAGE; may be empty
};

// Cuts up the arguments (without the program's name). "-x LANGUAGE" goes into the sources.
std::vector<Word> ReadWords(const std::vector<std::string>& arguments);

// Puts the arguments in a file in the place of each "@FILE", as gcc and clang read them. What
// cannot be read stays as it is.
std::vector<std::string> ExpandResponseFiles(const std::vector<std::string>& arguments);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_DRIVER_WORDS_H_
