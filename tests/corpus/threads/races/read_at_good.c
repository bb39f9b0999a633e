// expect: none
// Two threads read from places of a large file, each into a buffer of its own.
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int file;
static char buffers[2][4];

static void* Read(void* at) {
  struct iovec part = {buffers[*(off_t*)at / 4], 4};
  assert(preadv2(file, &part, 1, *(off_t*)at, 0) == 4);
  return NULL;
}

int main(void) {
  char path[] = "/tmp/read_atXXXXXX";
  file = mkstemp(path);
  assert(file >= 0 && unlink(path) == 0);
  assert(pwrite(file, "12345678", 8, 0) == 8 && lseek(file, 0, SEEK_CUR) == 0);
  pthread_t threads[2];
  off_t places[] = {0, 4};
  for (int i = 0; i < 2; ++i) pthread_create(&threads[i], NULL, Read, &places[i]);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  close(file);
  return memcmp(buffers, "12345678", 8) == 0 ? 0 : 1;
}
