// expect: functional hang
// The writer is a child of the filter, which did not start it: a filter that waits for its children
// finds one more, or waits for ever.
#include "run_filter.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace {

int ExitCodeOf(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// Ends early when nobody reads any more.
void WriteAll(int file, const std::string& text) {
  for (size_t done = 0; done < text.size();) {
    const ssize_t now = write(file, text.data() + done, text.size() - done);
    if (now < 0 && errno != EINTR) return;
    if (now > 0) done += now;
  }
}

std::string ReadAll(int file) {
  std::string all;
  char bytes[4096];
  for (;;) {
    const ssize_t size = read(file, bytes, sizeof bytes);
    if (size == 0 || (size < 0 && errno != EINTR)) return all;
    if (size > 0) all.append(bytes, size);
  }
}

}  // namespace

Outcome RunFilter(const std::function<int()>& filter, const std::string& input) {
  int to[2];    // the filter reads to[0]
  int from[2];  // and writes from[1]
  if (pipe(to) != 0 || pipe(from) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    if (fork() == 0) {
      close(to[0]);
      close(from[0]);
      close(from[1]);
      signal(SIGPIPE, SIG_DFL);
      WriteAll(to[1], input);
      _exit(0);
    }
    dup2(to[0], 0);
    dup2(from[1], 1);
    for (int end : {to[0], to[1], from[0], from[1]}) close(end);
    _exit(filter());
  }
  close(to[0]);
  close(from[1]);

  Outcome outcome;
  close(to[1]);
  outcome.output = ReadAll(from[0]);
  close(from[0]);
  outcome.exit_code = ExitCodeOf(child);
  return outcome;
}
