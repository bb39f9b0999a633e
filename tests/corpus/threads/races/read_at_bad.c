// expect: data-race
// Two threads read from places of a large file into one buffer.
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

static int file;
static char buffer[4];

static void* Read(void* at) {
  struct iovec part = {buffer, sizeof buffer};
  assert(preadv(file, &part, 1, *(off_t*)at) == sizeof buffer);
  return NULL;
}

int main(void) {
  char path[] = "/tmp/read_atXXXXXX";
  file = mkstemp(path);
  assert(file >= 0 && unlink(path) == 0);
  assert(pwrite(file, "12345678", 8, 0) == 8);
  pthread_t threads[2];
  off_t places[] = {0, 4};
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, Read, &places[i]);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  close(file);
  return 0;
}
