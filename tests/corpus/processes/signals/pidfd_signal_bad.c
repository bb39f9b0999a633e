// expect: leak
// Ends a child through a descriptor that stands for it, and does not wait for it.
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
  return 0;
}
