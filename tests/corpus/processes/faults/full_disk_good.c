// expect: none (faults)
// A disk may be full: a write to a file fails, or writes a part. Then the program gives up.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  int file = memfd_create("file", 0);
  if (file < 0) return 0;
  if (write(file, "hello", 5) != 5) _exit(0);
  struct stat facts;
  if (fstat(file, &facts) != 0) return 0;
  assert(facts.st_size == 5);
  return 0;
}
