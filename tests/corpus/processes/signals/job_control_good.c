// expect: none
// A small shell: stops a job from outside, sees that, sends it a signal that waits, and lets it go
// on; SIGCHLD tells of all of it.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t changes;

static void on_child(int signal, siginfo_t* info, void* context) {
  (void)signal;
  (void)context;
  if (info->si_code == CLD_STOPPED || info->si_code == CLD_CONTINUED) changes = changes + 1;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_child;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGCHLD, &action, NULL);
  const pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  siginfo_t info;
  kill(child, SIGSTOP);
  if (waitid(P_PID, (id_t)child, &info, WSTOPPED) != 0 || info.si_code != CLD_STOPPED) return 1;
  kill(child, SIGTERM);  // comes when it goes on
  if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG) != 0 || info.si_pid != 0) return 2;
  kill(child, SIGCONT);
  int status;
  if (waitpid(child, &status, 0) != child) return 3;
  return changes < 1 || !WIFSIGNALED(status) || WTERMSIG(status) != SIGTERM;
}
