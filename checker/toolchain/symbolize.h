// Symbolize: program counters of an executable to functions, files and lines.
//
// **Thread safety**: pure apart from starting addr2line.
#ifndef RACELAB_CHECKER_TOOLCHAIN_SYMBOLIZE_H_
#define RACELAB_CHECKER_TOOLCHAIN_SYMBOLIZE_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace racelab {

struct Frame {
  std::string function;  // demangled; "" when unknown
  std::string file;  // as the debug information names it: relative to the lab's stage for its files
  int line = 0;
};

// All frames (inlined ones first) of each counter, in one call of addr2line. Unknown ones are left
// out. The counters are return addresses where `return_addresses`: one is subtracted for the line.
std::map<uint64_t, std::vector<Frame>> Symbolize(const std::filesystem::path& executable,
                                                 const std::vector<uint64_t>& counters,
                                                 bool return_addresses);

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_SYMBOLIZE_H_
