// expect: lock-misuse
// A recursive_mutex is unlocked more often than it was locked.
#include <mutex>
#include <thread>

std::recursive_mutex mutex;

void Work(int depth) {
  for (int i = 0; i < depth; ++i) mutex.lock();
  for (int i = 0; i <= depth; ++i) mutex.unlock();
}

int main() {
  std::thread a(Work, 2);
  a.join();
}
