// Network file systems: whether a path lies on one, where locks and shared memory of a database
// fail.
//
// **Thread safety**: functions keep nothing.
#ifndef RACELAB_CHECKER_BASE_NETWORK_FILE_SYSTEM_H_
#define RACELAB_CHECKER_BASE_NETWORK_FILE_SYSTEM_H_

#include <cstdint>
#include <filesystem>
#include <string>

namespace racelab {

// "NFS", "SMB" ... when the path lies on a file system that other machines may share; "" when it is
// local, or nothing is known.
std::string NetworkFileSystem(const std::filesystem::path& path);

// The same of `f_type`, which statfs(2) gives.
std::string NetworkFileSystemOfType(int64_t type);

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_NETWORK_FILE_SYSTEM_H_
