// Compares what the process has after a test with what it had before.
#include "checker/harness/leftovers.h"

#include <dirent.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

#include "checker/harness/record_writer.h"

namespace racelab {
namespace {

constexpr int kGraceMilliseconds = 200;

// The numeric names in a folder of /proc.
std::vector<int> Numbers(const char* folder) {
  std::vector<int> numbers;
  DIR* open = opendir(folder);
  if (open == nullptr) return numbers;
  const int own = dirfd(open);
  const bool descriptors = std::string(folder) == "/proc/self/fd";
  while (const dirent* entry = readdir(open)) {
    if (entry->d_name[0] == '.') continue;
    const int number = atoi(entry->d_name);
    if (!descriptors || number != own) numbers.push_back(number);
  }
  closedir(open);
  return numbers;
}

int CountThreads() { return static_cast<int>(Numbers("/proc/self/task").size()); }

std::map<int, std::string> Descriptors() {
  std::map<int, std::string> descriptors;
  for (int number : Numbers("/proc/self/fd")) {
    char target[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(number);
    const ssize_t size = readlink(link.c_str(), target, sizeof(target));
    if (size >= 0) descriptors[number].assign(target, size);
  }
  return descriptors;
}

// Whether there is a child; `ended` becomes the id of one that ended, or 0. Waits for nothing.
bool HasChildren(pid_t* ended) {
  siginfo_t info = {};
  const bool has = waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
  *ended = has ? info.si_pid : 0;
  return has;
}

void WriteThreads(const Possessions& before) {
  int more = CountThreads() - before.threads;
  for (int waited = 0; more > 0 && waited < kGraceMilliseconds; ++waited) {
    poll(nullptr, 0, 1);
    more = CountThreads() - before.threads;
  }
  if (more <= 0) return;
  const std::string detail =
      more == 1 ? "1 thread still runs" : std::to_string(more) + " threads still run";
  RecordLine("left").Text("thread").Text(detail.c_str()).Write();
}

void WriteDescriptors(const Possessions& before) {
  for (const auto& [number, target] : Descriptors()) {
    const auto old = before.descriptors.find(number);
    if (old != before.descriptors.end() && old->second == target) continue;
    // "pipe:[1234]" becomes "pipe": the number would differ in every run.
    const size_t bracket = target.find(":[");
    const std::string detail = std::to_string(number) + " " + target.substr(0, bracket);
    RecordLine("left").Text("descriptor").Text(detail.c_str()).Write();
  }
}

void WriteChildren(const Possessions& before) {
  pid_t ended = 0;
  if (!HasChildren(&ended) || before.children) return;
  const char* detail = ended != 0 ? "a child process ended and nobody waited for it"
                                  : "a child process still runs and nobody waits for it";
  RecordLine("left").Text("child").Text(detail).Write();
  while (waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

}  // namespace

Possessions TakeStock() {
  pid_t ended = 0;
  return {CountThreads(), Descriptors(), HasChildren(&ended)};
}

void WriteLeftovers(const Possessions& before) {
  WriteThreads(before);
  WriteDescriptors(before);
  WriteChildren(before);
}

}  // namespace racelab
