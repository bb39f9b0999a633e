// expect: assertion (crashes)
// A process dies between two updates, after thousands of steps that nobody else can notice.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  int sum, count;
};

static int numbers[3000];

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    int sum = 0;
    for (int i = 0; i < 3000; ++i) numbers[i] = 1;
    for (int i = 0; i < 3000; ++i) sum += numbers[i];
    shared->sum = sum;
    shared->count = 3000;
    _exit(0);
  }
  wait(NULL);
  assert(shared->sum == shared->count);
  return 0;
}
