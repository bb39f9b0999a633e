// expect: none
// main ends by pthread_exit while a thread still uses a static variable.
#include <pthread.h>
#include <stddef.h>

static void* Read(void* at) {
  (void)*(volatile int*)at;
  return NULL;
}

int main(void) {
  static int value = 3;
  pthread_t thread;
  pthread_create(&thread, NULL, Read, &value);
  pthread_detach(thread);
  pthread_exit(NULL);
}
