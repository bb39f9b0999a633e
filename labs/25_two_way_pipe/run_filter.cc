// RunFilter: the code to repair. Two pipes: one to the child, one back.
#include "run_filter.h"

#include <sys/wait.h>
#include <unistd.h>

Outcome RunFilter(const std::function<int()>& filter, const std::string& input) {
  int to[2];    // the filter reads to[0]
  int from[2];  // and writes from[1]
  pipe(to);
  pipe(from);
  const pid_t child = fork();
  if (child == 0) {
    dup2(to[0], 0);
    dup2(from[1], 1);
    for (int end : {to[0], to[1], from[0], from[1]}) close(end);
    _exit(filter());
  }
  close(to[0]);
  close(from[1]);

  write(to[1], input.data(), input.size());
  close(to[1]);

  Outcome outcome;
  char bytes[4096];
  for (ssize_t size; (size = read(from[0], bytes, sizeof bytes)) > 0;) {
    outcome.output.append(bytes, size);
  }
  close(from[0]);

  int status = 0;
  waitpid(child, &status, 0);
  outcome.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return outcome;
}
