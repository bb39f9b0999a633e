// expect: none
// A recursive_mutex may be locked again by its owner.
#include <cassert>
#include <mutex>
#include <thread>

std::recursive_mutex mutex;
int value = 0;

int Get() {
  std::lock_guard<std::recursive_mutex> lock(mutex);
  return value;
}

void Add() {
  std::lock_guard<std::recursive_mutex> lock(mutex);
  value = Get() + 1;
}

int main() {
  std::thread a(Add), b(Add);
  a.join();
  b.join();
  assert(Get() == 2);
}
