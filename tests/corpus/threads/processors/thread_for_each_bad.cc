// expect: data-race
// One thread for each processor but the first, on a machine of any size; nothing covers the sum.
#include <thread>
#include <vector>

namespace {

long sum = 0;

void Add(long value) { sum += value; }

}  // namespace

int main() {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i) threads.emplace_back(Add, i);
  for (std::thread& thread : threads) thread.join();
  return threads.size() < 2 ? 1 : 0;
}
