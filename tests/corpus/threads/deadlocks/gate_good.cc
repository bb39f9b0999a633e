// expect: none
// Two opposite lock orders cannot meet, because both threads hold a gate lock around them.
#include <mutex>
#include <thread>

std::mutex gate, left, right;

void Work(std::mutex& first, std::mutex& second) {
  std::lock_guard<std::mutex> gate_lock(gate);
  std::lock_guard<std::mutex> first_lock(first);
  std::lock_guard<std::mutex> second_lock(second);
}

int main() {
  std::thread a([] { Work(left, right); });
  std::thread b([] { Work(right, left); });
  a.join();
  b.join();
}
