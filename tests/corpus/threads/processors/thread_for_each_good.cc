// expect: none
// One thread for each processor but the first, on a machine of any size; a lock covers the sum.
#include <mutex>
#include <thread>
#include <vector>

namespace {

long sum = 0;
std::mutex mutex;

void Add(long value) {
  const std::lock_guard<std::mutex> lock(mutex);
  sum += value;
}

}  // namespace

int main() {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(Add, i);
  for (std::thread& thread : threads) thread.join();
  return threads.size() < 2 ? 1 : 0;
}
