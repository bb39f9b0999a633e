// expect: none
// Two threads increment a plain counter under one mutex.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::lock_guard<std::mutex> lock(mutex);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
