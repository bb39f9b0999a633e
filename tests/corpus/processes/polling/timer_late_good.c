// expect: none
// The expirations that a read of a timer returns are counted.
#define _GNU_SOURCE
#include <assert.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  const struct itimerspec every = {{0, 1000000}, {0, 1000000}};
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  assert(timer >= 0 && pipe(ends) == 0);
  assert(timerfd_settime(timer, 0, &every, NULL) == 0);
  if (fork() == 0) {
    usleep(2500);
    assert(write(ends[1], "x", 1) == 1);
    _exit(0);
  }
  char byte;
  uint64_t times, total = 0;
  assert(read(ends[0], &byte, 1) == 1);
  while (total < 2) {
    assert(read(timer, &times, sizeof times) == sizeof times);
    total += times;
  }
  struct itimerspec left;
  assert(timerfd_gettime(timer, &left) == 0 && left.it_value.tv_nsec > 0);
  assert(wait(&status) > 0 && status == 0);
  close(timer);
  return 0;
}
