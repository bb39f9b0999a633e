// FileWatch: tells when one of some files is saved, however the editor saves it.
//
// Editors write in place, or write a new file and rename it over the old one; a watch on the file
// itself would die with the old one. So the folders are watched (inotify(7)).
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_CLI_FILE_WATCH_H_
#define RACELAB_CHECKER_CLI_FILE_WATCH_H_

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace racelab {

class FileWatch {
 public:
  // `files` are relative to `folder`. Unavailable when the folder or inotify is not there.
  static absl::StatusOr<FileWatch> Create(const std::filesystem::path& folder,
                                          const std::vector<std::string>& files);
  FileWatch(FileWatch&& other) noexcept;
  FileWatch& operator=(FileWatch&& other) noexcept;
  ~FileWatch();

  int descriptor() const { return descriptor_; }  // readable when ReadChanges has news

  // Reads the pending events; whether one of the files was written, replaced or created.
  bool ReadChanges();

  // A watched folder was removed (git does that to change branches): create a new FileWatch.
  bool lost() const { return lost_; }

 private:
  FileWatch() = default;
  int descriptor_ = -1;
  std::map<int, std::set<std::string>> names_;  // watch descriptor: names in that folder
  bool lost_ = false;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLI_FILE_WATCH_H_
