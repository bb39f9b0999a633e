// expect: none
// Each consumer checks in a loop, and one item comes for each.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int items = 0;

void Consume() {
  std::unique_lock<std::mutex> lock(mutex);
  while (items == 0) changed.wait(lock);
  assert(items > 0);
  items--;
}

void Produce() {
  std::lock_guard<std::mutex> lock(mutex);
  items++;
  changed.notify_one();
}

int main() {
  std::thread a(Consume), b(Consume);
  Produce();
  Produce();
  a.join();
  b.join();
  assert(items == 0);
}
