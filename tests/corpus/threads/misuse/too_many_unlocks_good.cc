// expect: none
// A recursive_mutex is unlocked as often as it was locked.
#include <mutex>
#include <thread>

std::recursive_mutex mutex;
int counter = 0;

void Work(int depth) {
  for (int i = 0; i < depth; ++i) mutex.lock();
  counter++;
  for (int i = 0; i < depth; ++i) mutex.unlock();
}

int main() {
  std::thread a(Work, 2), b(Work, 3);
  a.join();
  b.join();
}
