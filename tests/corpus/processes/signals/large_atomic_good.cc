// expect: none
// The handler reads an atomic of one number, which has no lock inside.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

std::atomic<long> progress{0};
std::atomic<long> seen{0};

void OnUser(int) { seen = progress.load(); }

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
  for (long i = 1; i <= 3; ++i) progress.store(i);
  while (waitpid(child, nullptr, 0) != child) {
  }
}
