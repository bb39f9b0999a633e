// Ask: what a compiler says about itself when it is started.
//
// **Thread safety**: the functions keep nothing but entries of the build cache.
#ifndef RACELAB_CHECKER_TOOLCHAIN_ASK_H_
#define RACELAB_CHECKER_TOOLCHAIN_ASK_H_

#include <filesystem>
#include <string>
#include <vector>

namespace racelab {

struct Answers {
  std::string version;   // "" when the program is no compiler, or ctrl-C cut the question short
  std::string runtimes;  // the folder that has its runtime libraries, or ""
  std::string broken;    // why it cannot compile C++, with a remedy; empty: it can
};

// Asks a compiler of `family` ("clang", "gcc"), once: starting processes for each compiler would
// slow every start of racelab. It is asked again when a file changed that the answers depend on.
Answers AskCompiler(const std::string& path, const std::string& family);

// Changes when a file is replaced or a folder gets or loses an entry: cheap to ask at every start.
std::string Stamp(const std::filesystem::path& path);

// What a command prints, up to the end of its first line; "" when it fails.
std::string FirstLineOf(const std::vector<std::string>& argv);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_ASK_H_
