// expect: none
// Threads wait for the other end of a FIFO until they are cancelled: open() is a place for that.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/opens_fifoXXXXXX";
static char path[64];

static void* Open(void* flags) {
  open(path, *(int*)flags);
  return NULL;
}

int main(void) {
  assert(mkdtemp(folder) != NULL);
  snprintf(path, sizeof path, "%s/fifo", folder);
  assert(mkfifo(path, 0600) == 0);
  int flags[] = {O_RDONLY, O_WRONLY};
  for (int i = 0; i < 2; ++i) {
    pthread_t thread;
    assert(pthread_create(&thread, NULL, Open, &flags[i]) == 0);
    pthread_cancel(thread);
    void* result = NULL;
    pthread_join(thread, &result);
    assert(result == PTHREAD_CANCELED);
  }
  assert(open(path, O_WRONLY | O_NONBLOCK) == -1 && errno == ENXIO);  // nobody reads
  unlink(path);
  rmdir(folder);
  return 0;
}
