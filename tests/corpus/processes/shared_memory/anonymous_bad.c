// expect: data-race
// Two processes count in anonymous memory without a lock.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  int count;
};

static void Add(struct Shared* shared) { shared->count++; }

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    Add(shared);
    _exit(0);
  }
  Add(shared);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
