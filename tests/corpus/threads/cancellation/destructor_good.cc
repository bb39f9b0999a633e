// expect: none
// A thread is cancelled while it waits for a semaphore; the destructor of its guard runs.
#include <pthread.h>
#include <semaphore.h>

#include <cassert>

sem_t semaphore;
int inside = 0;

struct Inside {
  Inside() { ++inside; }
  ~Inside() { --inside; }
};

void* Wait(void*) {
  Inside guard;
  sem_wait(&semaphore);
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
