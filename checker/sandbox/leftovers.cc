// Lists and removes what a run left in /dev/shm, /dev/mqueue, /tmp and its working folder.
#include "checker/sandbox/leftovers.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace racelab {
namespace {
namespace fs = std::filesystem;

constexpr char kShm[] = "/dev/shm";
constexpr char kQueues[] = "/dev/mqueue";
constexpr char kTmp[] = "/tmp";
constexpr size_t kMostNames = 20;  // a program may leave millions; the first ones tell enough

void Remove(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

}  // namespace

SystemSpace::SystemSpace(int uid, bool private_system)
    : uid_(uid == 0 ? static_cast<int>(getuid()) : uid),
      private_system_(private_system),
      exclusive_(private_system || uid_ != static_cast<int>(getuid())) {
  for (const char* folder : {kShm, kQueues, kTmp}) before_.merge(List(folder));
}

std::set<std::string> SystemSpace::List(const std::string& folder) const {
  std::set<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    struct stat about;
    const std::string path = entry->path().string();
    if (lstat(path.c_str(), &about) != 0) continue;
    if (private_system_ || about.st_uid == static_cast<uid_t>(uid_)) paths.insert(path);
  }
  return paths;
}

std::string SystemSpace::MakeWorkFolder(const std::string& parent) {
  std::string folder = parent + "/racelab-run-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return "";
  if (uid_ != static_cast<int>(getuid()) && chown(folder.c_str(), uid_, uid_) != 0) return "";
  return folder;
}

void SystemSpace::Sweep(const std::string& work_folder, Leftovers& left) {
  const auto take = [&](const std::string& folder, std::vector<std::string>& names, bool remove) {
    for (const std::string& path : List(folder)) {
      if (before_.count(path) > 0 || path == work_folder) continue;
      if (names.size() < kMostNames) names.push_back(path.substr(folder.size() + 1));
      if (remove) Remove(path);
    }
  };
  take(work_folder, left.files, false);
  if (exclusive_) {
    take(kShm, left.shared_memory, true);
    take(kQueues, left.message_queues, true);
    take(kTmp, left.files, true);
  }
  Remove(work_folder);
}

}  // namespace racelab
