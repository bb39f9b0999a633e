// expect: deadlock
// An atomic of three numbers has a lock inside: the handler waits for the code that it interrupted.
// libraries: atomic
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

struct Progress {
  long done = 0, failed = 0, bytes = 0;
};
std::atomic<Progress> progress{Progress{}};
std::atomic<long> seen{0};

void OnUser(int) { seen = progress.load().done; }

int main() {
  struct sigaction action = {};
  action.sa_handler = OnUser;
  sigaction(SIGUSR1, &action, nullptr);
  const pid_t me = getpid();
  const pid_t child = fork();
  if (child == 0) {
    kill(me, SIGUSR1);
    _exit(0);
  }
  for (long i = 1; i <= 3; ++i) progress.store({i, 0, 100 * i});
  while (waitpid(child, nullptr, 0) != child) {
  }
}
