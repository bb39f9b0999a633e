// expect: deadlock
// A thread that may not be cancelled waits for the other end of a FIFO.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/opens_fifoXXXXXX";
static char path[64];

static void* Open(void* unused) {
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
  open(path, O_RDONLY);
  return unused;
}

int main(void) {
  assert(mkdtemp(folder) != NULL);
  snprintf(path, sizeof path, "%s/fifo", folder);
  assert(mkfifo(path, 0600) == 0);
  pthread_t thread;
  assert(pthread_create(&thread, NULL, Open, NULL) == 0);
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  unlink(path);
  rmdir(folder);
  return 0;
}
