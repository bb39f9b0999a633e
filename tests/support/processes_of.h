// ProcessesOf: the living processes that carry a mark in their command line or environment.
#ifndef RACELAB_TESTS_SUPPORT_PROCESSES_OF_H_
#define RACELAB_TESTS_SUPPORT_PROCESSES_OF_H_

#include <sys/types.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "checker/base/files.h"

namespace racelab {

// Command lines by pid, their words separated by spaces. A zombie has neither command line nor
// environment: it is dead and never among them.
inline std::map<pid_t, std::string> ProcessesOf(const std::string& mark) {
  std::map<pid_t, std::string> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry("/proc", error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::string command = ReadSystemFile(entry->path() / "cmdline");
    if ((command + ReadSystemFile(entry->path() / "environ")).find(mark) == std::string::npos) {
      continue;
    }
    std::replace(command.begin(), command.end(), '\0', ' ');
    found[std::stoi(name)] = command;
  }
  return found;
}

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_PROCESSES_OF_H_
