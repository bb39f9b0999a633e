// expect: none
// Whoever lets go of the last reference unlocks the mutex in the object, and then deletes it.
#include <mutex>
#include <thread>

struct Shared {
  std::mutex mutex;
  int references = 2;
};

void Release(Shared* shared) {
  shared->mutex.lock();
  const bool last = --shared->references == 0;
  shared->mutex.unlock();
  if (last) delete shared;
}

int main() {
  auto* shared = new Shared;
  std::thread thread(Release, shared);
  Release(shared);
  thread.join();
}
