// SIGWINCH makes an eventfd readable.
#include "checker/cli/resize.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

namespace racelab {
namespace {

constexpr size_t kUsualRows = 24;
std::atomic<int> changed{-1};

void OnResize(int) {
  const int saved_errno = errno;
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(changed, &one, sizeof one);
  errno = saved_errno;
}

void HandleResize(void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;  // whoever waits, polls the descriptor
  sigemptyset(&action.sa_mask);
  sigaction(SIGWINCH, &action, nullptr);
}

}  // namespace

Resize::Resize() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  changed = descriptor_;
  HandleResize(OnResize);
}

Resize::~Resize() {
  HandleResize(SIG_DFL);
  changed = -1;
  if (descriptor_ >= 0) close(descriptor_);
}

void Resize::Read() const {
  uint64_t count = 0;
  [[maybe_unused]] const ssize_t bytes = read(descriptor_, &count, sizeof count);
}

size_t TerminalRows() {
  winsize size = {};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : kUsualRows;
}

}  // namespace racelab
