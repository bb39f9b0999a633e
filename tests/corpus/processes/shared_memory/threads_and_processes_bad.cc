// expect: data-race
// A thread of the child and the parent count in shared memory; only the child locks.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cassert>
#include <thread>

struct Shared {
  pthread_mutex_t mutex;
  int count;
};

void Add(Shared* shared) {
  pthread_mutex_lock(&shared->mutex);
  shared->count++;
  pthread_mutex_unlock(&shared->mutex);
}

int main() {
  void* memory =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* shared = static_cast<Shared*>(memory);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &attributes);
  if (fork() == 0) {
    std::thread one([&] { Add(shared); });
    std::thread two([&] { Add(shared); });
    one.join();
    two.join();
    _exit(0);
  }
  shared->count++;
  wait(nullptr);
  assert(shared->count == 3);
}
