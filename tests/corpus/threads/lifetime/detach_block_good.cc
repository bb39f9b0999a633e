// expect: none
// main waits for the result; the detached thread may still give back its share of it.
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

int main() {
  auto result = std::make_shared<std::atomic<int>>(0);
  std::thread([result] { result->store(1); }).detach();
  while (result->load() == 0) std::this_thread::yield();
  assert(result->load() == 1);
}
