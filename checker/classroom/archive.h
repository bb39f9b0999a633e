// Archive: unpacks what somebody handed in, which may be anything.
//
// **Thread safety**: functions keep nothing.
#ifndef RACELAB_CHECKER_CLASSROOM_ARCHIVE_H_
#define RACELAB_CHECKER_CLASSROOM_ARCHIVE_H_

#include <cstdint>
#include <filesystem>

#include "absl/status/status.h"

namespace racelab {

struct ArchiveLimits {
  int64_t bytes = 256 << 20;  // of all files together, unpacked
  int entries = 10'000;       // files and folders
};

// Whether a file is unpacked before it is graded: by its name, .zip, .tar, .tgz and the like.
bool IsArchiveName(const std::filesystem::path& path);

// Unpacks a zip or tar archive, also a compressed one, into an empty folder. Only regular files and
// folders are made, and nothing outside of `folder`. An archive with anything else in it is refused
// as a whole: InvalidArgument (no archive, damaged, a password, a link or a device, a name that is
// absolute, leaves the folder, comes twice or is no UTF-8) and ResourceExhausted (over the limits)
// say which entry and what to do. Unavailable: the disk is full. What was unpacked until then
// stays.
absl::Status UnpackArchive(const std::filesystem::path& archive,
                           const std::filesystem::path& folder, const ArchiveLimits& limits = {});

}  // namespace racelab

#endif  // RACELAB_CHECKER_CLASSROOM_ARCHIVE_H_
