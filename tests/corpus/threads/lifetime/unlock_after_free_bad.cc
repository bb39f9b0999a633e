// expect: use-after-free
// Whoever lets go of the last reference deletes the object, and then unlocks the mutex in it.
#include <mutex>
#include <thread>

struct Shared {
  std::mutex mutex;
  int references = 2;
};

void Release(Shared* shared) {
  std::lock_guard lock(shared->mutex);
  if (--shared->references == 0) delete shared;
}

int main() {
  auto* shared = new Shared;
  std::thread thread(Release, shared);
  Release(shared);
  thread.join();
}
