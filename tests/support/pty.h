// Pty: a program on a pseudo terminal, with keys to press and a screen to wait for.
#ifndef RACELAB_TESTS_SUPPORT_PTY_H_
#define RACELAB_TESTS_SUPPORT_PTY_H_

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

namespace racelab {

class Pty {
 public:
  explicit Pty(std::vector<std::string> argv) {
    winsize size = {24, 100, 0, 0};
    process_ = forkpty(&terminal_, nullptr, nullptr, &size);
    if (process_ != 0) return;
    std::vector<char*> arguments;
    for (std::string& word : argv) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  ~Pty() {
    if (process_ > 0) kill(process_, SIGKILL), waitpid(process_, nullptr, 0);
    close(terminal_);
  }
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  bool Press(const std::string& keys) {
    return write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size());
  }

  // Waits until `text` stands on the screen after what an earlier WaitFor found.
  bool WaitFor(const std::string& text) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(5);
    for (;;) {
      const size_t found = screen_.find(text, seen_);
      if (found != std::string::npos) {
        seen_ = found + text.size();
        return true;
      }
      if (std::chrono::steady_clock::now() > end || !ReadSome()) return false;
    }
  }

  // Reads to the end. The exit code, or 128 and the signal.
  int Wait() {
    while (ReadSome()) continue;
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  // Whether the terminal echoes and waits for Enter, as a shell leaves it.
  bool IsCooked() const {
    termios mode = {};
    return tcgetattr(terminal_, &mode) == 0 && (mode.c_lflag & ICANON) && (mode.c_lflag & ECHO);
  }

  // Tells the program, as a window does.
  void Resize(unsigned short rows, unsigned short columns) const {
    const winsize size = {rows, columns, 0, 0};
    ioctl(terminal_, TIOCSWINSZ, &size);
  }

  pid_t process() const { return process_; }
  const std::string& screen() const { return screen_; }

 private:
  // False at the end, or when nothing came for a minute.
  bool ReadSome() {
    pollfd event = {terminal_, POLLIN, 0};
    if (poll(&event, 1, 60'000) <= 0) return false;
    char buffer[4096];
    const ssize_t count = read(terminal_, buffer, sizeof buffer);
    if (count > 0) screen_.append(buffer, static_cast<size_t>(count));
    return count > 0;
  }

  int terminal_ = -1;
  pid_t process_ = -1;
  size_t seen_ = 0;
  std::string screen_;
};

}  // namespace racelab

#endif  // RACELAB_TESTS_SUPPORT_PTY_H_
