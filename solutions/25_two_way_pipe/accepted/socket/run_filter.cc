// RunFilter: one socket for both ways. Nobody is killed by a signal when the filter is gone.
#include "run_filter.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
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

}  // namespace

Outcome RunFilter(const std::function<int()>& filter, const std::string& input) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  const int ours = ends[0];
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    dup2(ends[1], 0);
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    _exit(filter());
  }
  close(ends[1]);

  Outcome outcome;
  if (input.empty()) shutdown(ours, SHUT_WR);
  for (size_t done = 0;;) {
    const bool more = done < input.size();
    pollfd end = {ours, static_cast<short>(more ? POLLIN | POLLOUT : POLLIN), 0};
    if (poll(&end, 1, -1) < 0) continue;  // a signal
    if ((end.revents & POLLOUT) != 0 && more) {
      const ssize_t size =
          send(ours, input.data() + done, input.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (size > 0) done += size;
      if (size < 0 && errno == EPIPE) done = input.size();
      if (done == input.size()) shutdown(ours, SHUT_WR);
    }
    if ((end.revents & ~POLLOUT) == 0) continue;
    char bytes[4096];
    const ssize_t size = recv(ours, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size > 0) outcome.output.append(bytes, size);
    if (size == 0) break;
    if (size < 0 && errno == ECONNRESET && done == input.size()) break;
  }
  close(ours);
  outcome.exit_code = ExitCodeOf(child);
  return outcome;
}
