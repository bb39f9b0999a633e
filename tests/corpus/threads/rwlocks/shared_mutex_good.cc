// expect: none
// Two readers share a shared_timed_mutex, and a writer has it alone.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_timed_mutex mutex;
int left = 0;
int right = 0;

void Read() {
  std::shared_lock<std::shared_timed_mutex> lock(mutex);
  assert(left == right);
}

int main() {
  std::thread writer([] {
    std::lock_guard<std::shared_timed_mutex> lock(mutex);
    left = 1;
    right = 1;
  });
  std::thread a(Read), b(Read);
  writer.join();
  a.join();
  b.join();
}
