// Starting a browser as nobody's child.
#include "checker/cli/open_page.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

namespace racelab {
namespace {

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// In the child. Only async-signal-safe calls. The grandchild outlives us and leaves no zombie.
[[noreturn]] void BecomeBrowser(const char* browser, const char* file) {
  setsid();
  if (fork() != 0) _exit(0);
  const int null = open("/dev/null", O_RDWR);
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(null, descriptor);
  execlp(browser, browser, file, nullptr);
  _exit(127);
}

}  // namespace

bool OpenPage(const std::filesystem::path& file) {
  std::string browser = Variable("BROWSER");
  if (browser.empty() && !(Variable("DISPLAY") + Variable("WAYLAND_DISPLAY")).empty()) {
    browser = "xdg-open";
  }
  if (browser.empty()) return false;
  const pid_t process = fork();
  if (process == 0) BecomeBrowser(browser.c_str(), file.c_str());
  while (process > 0 && waitpid(process, nullptr, 0) < 0 && errno == EINTR) continue;
  return process > 0;
}

}  // namespace racelab
