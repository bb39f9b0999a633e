// expect: none
// Producers and the consumer of a ring share one mutex.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int ring[4];
int begin = 0, end = 0;

bool Put(int value) {
  std::lock_guard<std::mutex> lock(mutex);
  if (end - begin == 4) return false;
  ring[end++ % 4] = value;
  return true;
}

bool Get(int* value) {
  std::lock_guard<std::mutex> lock(mutex);
  if (begin == end) return false;
  *value = ring[begin++ % 4];
  return true;
}

int main() {
  std::thread a(Put, 1), b(Put, 2);
  int sum = 0, value = 0;
  if (Get(&value)) sum += value;
  a.join();
  b.join();
  while (Get(&value)) sum += value;
  assert(sum == 3);
}
