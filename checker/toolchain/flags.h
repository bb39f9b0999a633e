// Flags: the command lines that compile and link a lab, one place for every variant.
//
// **Thread safety**: the functions look at which libraries are installed and keep nothing.
#ifndef RACELAB_CHECKER_TOOLCHAIN_FLAGS_H_
#define RACELAB_CHECKER_TOOLCHAIN_FLAGS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "checker/toolchain/build.h"
#include "checker/toolchain/compiler.h"

namespace racelab {

// What makes a program explorable, the lab's or one of one's own: to be added when compiling.
std::vector<std::string> InstrumentFlags(const std::string& family);

// And behind the program's own words: headers that are read before those of the C++ library, so
// that the library is not accused in the program's place.
std::vector<std::string> LibraryShim(const std::filesystem::path& root);

// Flags to compile the file `name` of checker/runtime, with the compiler started in `root`.
std::vector<std::string> RuntimeFlags(const std::filesystem::path& root, const std::string& name);

// Flags to compile a file of `folder` (the stage or the root), with the compiler started there.
// Paths in debug information, __FILE__ and messages are then relative to the stage or the root.
std::vector<std::string> CompileFlags(const Compiler& compiler, Variant variant,
                                      const std::filesystem::path& root,
                                      const std::filesystem::path& folder);

// Flags that stand before the object files.
std::vector<std::string> LinkFlags(Variant variant);

// Flags that stand after them: a manifest's `libraries` ("boost_thread", "absl", "rt") and what the
// variant needs. Abseil is linked statically where it can be: some distributions bind the calls
// inside its shared library so that our shims would not reach them.
std::vector<std::string> LibraryFlags(Variant variant, const std::vector<std::string>& libraries);

// Names of the sources in checker/toolchain/shims that a variant needs for `libraries`.
std::vector<std::string> Shims(Variant variant, const std::vector<std::string>& libraries);

// The folders where a distribution keeps libraries for this machine, that exist here.
std::vector<std::filesystem::path> LibraryFolders();

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_FLAGS_H_
