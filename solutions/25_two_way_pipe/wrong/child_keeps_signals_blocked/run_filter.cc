// expect: functional assertion
// No signal while the pipes are made: the child keeps them blocked, so that one which should end it
// does not.
#include "run_filter.h"

#include <fcntl.h>
#include <poll.h>
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

void Close(int& file) {
  if (file >= 0) close(file);
  file = -1;
}

}  // namespace

Outcome RunFilter(const std::function<int()>& filter, const std::string& input) {
  int to[2];    // the filter reads to[0]
  int from[2];  // and writes from[1]
  if (pipe(to) != 0 || pipe(from) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    dup2(to[0], 0);
    dup2(from[1], 1);
    for (int end : {to[0], to[1], from[0], from[1]}) close(end);
    _exit(filter());
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  close(to[0]);
  close(from[1]);

  Outcome outcome;
  signal(SIGPIPE, SIG_IGN);  // write() then says EPIPE instead
  fcntl(to[1], F_SETFL, O_NONBLOCK);
  if (input.empty()) Close(to[1]);
  for (size_t done = 0; to[1] >= 0 || from[0] >= 0;) {
    pollfd ends[] = {{from[0], POLLIN, 0}, {to[1], POLLOUT, 0}};  // -1 is left out
    if (poll(ends, 2, -1) < 0) continue;                          // a signal
    if (ends[0].revents != 0) {
      char bytes[65'536];
      const ssize_t size = read(from[0], bytes, sizeof bytes);
      if (size > 0) outcome.output.append(bytes, size);
      if (size == 0) Close(from[0]);
    }
    if (ends[1].revents != 0) {
      const ssize_t size = write(to[1], input.data() + done, input.size() - done);
      if (size > 0) done += size;
      if (size < 0 && errno != EINTR && errno != EAGAIN) Close(to[1]);  // nobody reads any more
      if (done == input.size()) Close(to[1]);                           // or it is all there
    }
  }
  outcome.exit_code = ExitCodeOf(child);
  return outcome;
}
