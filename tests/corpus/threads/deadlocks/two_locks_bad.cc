// expect: deadlock
// ABBA: two threads take two mutexes in opposite orders.
#include <mutex>
#include <thread>

std::mutex left, right;
int value = 0;

int main() {
  std::thread a([] {
    std::lock_guard<std::mutex> first(left);
    std::lock_guard<std::mutex> second(right);
    value++;
  });
  std::thread b([] {
    std::lock_guard<std::mutex> first(right);
    std::lock_guard<std::mutex> second(left);
    value++;
  });
  a.join();
  b.join();
}
