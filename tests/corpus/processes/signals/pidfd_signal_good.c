// expect: none
// Ends a child through a descriptor that stands for it, and waits for it through the same.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const pid_t child = fork();
  if (child == 0) {
    for (;;) pause();
  }
  const int file = (int)syscall(SYS_pidfd_open, child, 0);
  if (file < 0 || syscall(SYS_pidfd_send_signal, file, SIGTERM, NULL, 0) != 0) return 1;
  siginfo_t info;
  if (waitid((idtype_t)P_PIDFD, (id_t)file, &info, WEXITED) != 0) return 2;
  if (info.si_code != CLD_KILLED || info.si_status != SIGTERM) return 3;
  return syscall(SYS_pidfd_send_signal, file, SIGTERM, NULL, 0) == 0;
}
