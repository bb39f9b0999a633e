// expect: none
// The buffer in shared memory is filled again when the other side has said that it is done.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  char byte = 0;
  int* buffer =
      mmap(NULL, sizeof *buffer, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert(buffer != MAP_FAILED && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  if (fork() == 0) {
    int sum = 0;
    for (int i = 0; i < 2; ++i) {
      assert(read(ends[1], &byte, 1) == 1);
      sum += *buffer;
      assert(write(ends[1], &byte, 1) == 1);
    }
    _exit(sum > 4);
  }
  for (int i = 1; i <= 2; ++i) {
    *buffer = i;
    assert(write(ends[0], &byte, 1) == 1);
    assert(read(ends[0], &byte, 1) == 1);
  }
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
