// Symbols: the functions and variables with static storage of an executable, by address.
//
// **Thread safety**: pure apart from starting nm.
#ifndef RACELAB_CHECKER_TOOLCHAIN_SYMBOLS_H_
#define RACELAB_CHECKER_TOOLCHAIN_SYMBOLS_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace racelab {

struct Symbol {
  std::string name;  // demangled
  uint64_t size = 0;
  bool code = false;  // a function
};

// By start address. Empty for a stripped file, or one that is not an executable.
std::map<uint64_t, Symbol> ReadSymbols(const std::filesystem::path& executable);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_SYMBOLS_H_
