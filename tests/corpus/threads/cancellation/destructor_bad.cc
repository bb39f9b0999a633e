// expect: assertion
// A thread is cancelled while it waits for a semaphore; what it counted by hand stays counted.
#include <pthread.h>
#include <semaphore.h>

#include <cassert>

sem_t semaphore;
int inside = 0;

void* Wait(void*) {
  ++inside;
  sem_wait(&semaphore);
  --inside;
  return nullptr;
}

int main() {
  sem_init(&semaphore, 0, 0);
  pthread_t thread;
  pthread_create(&thread, nullptr, Wait, nullptr);
  pthread_cancel(thread);
  pthread_join(thread, nullptr);
  assert(inside == 0);
  sem_destroy(&semaphore);
}
