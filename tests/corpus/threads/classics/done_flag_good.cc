// expect: none
// The end of the work is announced to all, and every item is consumed before.
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <thread>

std::mutex mutex;
std::condition_variable changed;
int items = 0;
int consumed = 0;
bool done = false;

void Consume() {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    changed.wait(lock, [] { return items > 0 || done; });
    if (items == 0) return;
    items--;
    consumed++;
  }
}

int main() {
  std::thread a(Consume), b(Consume);
  {
    std::lock_guard<std::mutex> lock(mutex);
    items = 1;
  }
  changed.notify_one();
  {
    std::lock_guard<std::mutex> lock(mutex);
    done = true;
  }
  changed.notify_all();
  a.join();
  b.join();
  assert(consumed == 1);
}
