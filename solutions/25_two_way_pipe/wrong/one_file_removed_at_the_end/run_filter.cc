// expect: functional assertion
// The input lies in a file with one name: a RunFilter() inside the filter writes its own input over
// that of the outer one, which reads on in it.
#include "run_filter.h"

#include <fcntl.h>
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
  const int text = open("/tmp/run_filter.input", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int from[2];
  if (text < 0 || pipe(from) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  WriteAll(text, input);
  lseek(text, 0, SEEK_SET);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    dup2(text, 0);
    dup2(from[1], 1);
    for (int end : {text, from[0], from[1]}) close(end);
    _exit(filter());
  }
  close(text);
  close(from[1]);

  Outcome outcome;
  outcome.output = ReadAll(from[0]);
  close(from[0]);
  unlink("/tmp/run_filter.input");
  outcome.exit_code = ExitCodeOf(child);
  return outcome;
}
