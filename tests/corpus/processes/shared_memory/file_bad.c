// expect: data-race
// Two processes count in a mapped file without a lock.
#define _GNU_SOURCE
#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  int count;
};

static void Add(struct Shared* shared) { shared->count++; }

int main(void) {
  char name[] = "/tmp/racelab-corpus-XXXXXX";
  const int file = mkstemp(name);
  unlink(name);
  assert(ftruncate(file, sizeof(struct Shared)) == 0);
  struct Shared* shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (fork() == 0) {
    Add(shared);
    _exit(0);
  }
  Add(shared);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
