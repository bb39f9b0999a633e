// Symbols: the names of global variables, from the executable's own symbol table.
//
// **Thread safety**: call LoadSymbols once, before the first thread; FindVariable from anywhere,
// also inside TSan's report callback.
#ifndef RACELAB_CHECKER_HARNESS_SYMBOLS_H_
#define RACELAB_CHECKER_HARNESS_SYMBOLS_H_

#include <cstdint>

namespace racelab {

struct Symbol {
  const char* name = "";  // as the linker knows it (mangled); "" when there is none
  uint64_t size = 0;      // bytes
};

void LoadSymbols();

// The variable that `address` lies in.
Symbol FindVariable(const void* address);

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_SYMBOLS_H_
