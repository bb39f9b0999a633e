// expect: none (crashes)
// A process dies after thousands of steps that nobody else can notice; the only update is one store.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  int sum;
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
    _exit(0);
  }
  wait(NULL);
  assert(shared->sum == 0 || shared->sum == 3000);
  return 0;
}
