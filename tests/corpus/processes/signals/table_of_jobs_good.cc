// expect: none
// A handler changes a table; outside, the signal is blocked where the table is used.
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <vector>

namespace {

std::vector<pid_t> running;

void Reap(int) {
  for (pid_t child; (child = waitpid(-1, nullptr, WNOHANG)) > 0;) {
    for (pid_t& entry : running) {
      if (entry == child) entry = 0;
    }
  }
}

}  // namespace

int main() {
  running.reserve(4);
  struct sigaction action = {};
  action.sa_handler = Reap;
  sigaction(SIGCHLD, &action, nullptr);
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  for (int i = 0; i < 2; ++i) {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    running.push_back(child);
  }
  while (running[0] != 0 || running[1] != 0) sigsuspend(&before);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return 0;
}
