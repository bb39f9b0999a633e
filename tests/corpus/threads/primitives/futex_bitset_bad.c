// expect: deadlock|lost-wakeup
// A wake for readers does not reach who waits as a writer.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { kReader = 1, kWriter = 2 };
static atomic_uint open_now;

static void* wait_as(void* bit) {
  while (atomic_load(&open_now) == 0) {
    syscall(SYS_futex, &open_now, FUTEX_WAIT_BITSET_PRIVATE, 0, NULL, NULL, *(int*)bit);
  }
  return NULL;
}

int main(void) {
  pthread_t reader, writer;
  int read = kReader, write = kWriter;
  pthread_create(&reader, NULL, wait_as, &read);
  pthread_create(&writer, NULL, wait_as, &write);
  atomic_store(&open_now, 1);
  syscall(SYS_futex, &open_now, FUTEX_WAKE_BITSET_PRIVATE, 2, NULL, NULL, kReader);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  return 0;
}
