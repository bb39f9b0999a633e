// expect: none
// Opposite lock orders are harmless if a join lies between them.
#include <mutex>
#include <thread>

std::mutex left, right;

int main() {
  std::thread a([] {
    std::lock_guard<std::mutex> first(left);
    std::lock_guard<std::mutex> second(right);
  });
  a.join();
  std::thread b([] {
    std::lock_guard<std::mutex> first(right);
    std::lock_guard<std::mutex> second(left);
  });
  std::thread c([] { std::lock_guard<std::mutex> only(left); });
  b.join();
  c.join();
}
