// Cache: results of compiler runs, kept on disk under the hash of everything that went into them.
//
// An entry is a folder: `output` (an object, a program, a preprocessed text) and `record` (size and
// hash of the output, then the compiler's messages, to be shown again). It is made aside and
// renamed into place, so that a reader sees a whole entry or none.
//
// **Thread safety**: all functions may be called from several threads and processes.
// **Invariants**: an entry that Find returns has the output that was committed; a damaged one is
// removed and not found.
#ifndef RACELAB_CHECKER_TOOLCHAIN_CACHE_H_
#define RACELAB_CHECKER_TOOLCHAIN_CACHE_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace racelab {

struct CacheEntry {
  std::filesystem::path output;
  std::string log;  // what the compiler said
};

class Cache {
 public:
  // $RACELAB_CACHE; else the first that can be written of $XDG_CACHE_HOME/racelab,
  // ~/.cache/racelab and <root>/build/cache (not where `root` is empty). Unavailable when there is
  // none.
  static absl::StatusOr<Cache> Open(const std::filesystem::path& root);

  // The entry of a key, if there is a sound one. Counts as a use.
  std::optional<CacheEntry> Find(const std::string& key) const;

  // Where the output of a key's entry is or will be.
  std::filesystem::path OutputOf(const std::string& key) const { return folder_ / key / "output"; }

  // A fresh folder inside the cache in which the caller makes the file `output`.
  absl::StatusOr<std::filesystem::path> Prepare() const;

  // Turns a prepared folder into the entry of a key. The folder is gone afterwards, whatever
  // happens. Unavailable: the disk is full.
  absl::StatusOr<CacheEntry> Commit(const std::string& key, const std::filesystem::path& prepared,
                                    const std::string& log) const;

  // Removes what was not used for longest until the rest fits into `limit` bytes, and folders that
  // a killed process left in preparation. What was used in the last minutes stays: somebody may be
  // reading it.
  void Trim(int64_t limit = int64_t{2} << 30) const;

  const std::filesystem::path& folder() const { return folder_; }

 private:
  explicit Cache(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path folder_;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_TOOLCHAIN_CACHE_H_
