// expect: deadlock
// An event descriptor adds up: two posts may be one read, and the second read waits for ever.
#include <assert.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int status;
  uint64_t value = 1;
  const int event = eventfd(0, 0);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      assert(write(event, &value, sizeof value) == sizeof value);
      _exit(0);
    }
  }
  for (int i = 0; i < 2; ++i) assert(read(event, &value, sizeof value) == sizeof value);
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  close(event);
  return 0;
}
