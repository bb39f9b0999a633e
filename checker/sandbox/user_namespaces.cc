// Looks for the setting that forbids user namespaces.
#include "checker/sandbox/user_namespaces.h"

#include "absl/strings/str_cat.h"
#include "checker/base/files.h"

namespace racelab {

std::string AllowUserNamespaces(const std::filesystem::path& settings) {
  const auto is = [&](const char* name, const char* value) {
    return ReadSystemFile(settings / name) == absl::StrCat(value, "\n");
  };
  // Ubuntu from 23.10 on, Debian's older switch, and the kernel's own.
  if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) {
    return "run: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0";
  }
  if (is("kernel/unprivileged_userns_clone", "0")) {
    return "run: sudo sysctl kernel.unprivileged_userns_clone=1";
  }
  if (is("user/max_user_namespaces", "0")) return "run: sudo sysctl user.max_user_namespaces=10000";
  return "a container has to allow it user namespaces";
}

}  // namespace racelab
