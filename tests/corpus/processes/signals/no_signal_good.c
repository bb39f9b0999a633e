// expect: none
// A number that names no signal is refused, and nobody gets another one in its stead.
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

int main(void) {
  if (raise(256 + SIGTERM) == 0 || errno != EINVAL) return 1;
  if (kill(getpid(), 256 + SIGTERM) == 0 || errno != EINVAL) return 2;
  if (kill(getpid(), -1) == 0 || errno != EINVAL) return 3;
  return pthread_kill(pthread_self(), 256 + SIGTERM) != EINVAL;
}
