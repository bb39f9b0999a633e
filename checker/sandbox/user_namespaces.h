// What forbids user namespaces, which bubblewrap needs when it is not run by root.
//
// **Thread safety**: a pure function of some files of /proc/sys.
#ifndef RACELAB_CHECKER_SANDBOX_USER_NAMESPACES_H_
#define RACELAB_CHECKER_SANDBOX_USER_NAMESPACES_H_

#include <filesystem>
#include <string>

namespace racelab {

// What to do about a bubblewrap that does not work, on one line.
std::string AllowUserNamespaces(const std::filesystem::path& settings = "/proc/sys");

}  // namespace racelab

#endif  // RACELAB_CHECKER_SANDBOX_USER_NAMESPACES_H_
