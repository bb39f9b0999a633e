// expect: deadlock
// The opposite lock orders meet because main does not join the first thread before its own turn.
#include <mutex>
#include <thread>

std::mutex left, right;

int main() {
  std::thread a([] {
    std::lock_guard<std::mutex> first(left);
    std::lock_guard<std::mutex> second(right);
  });
  {
    std::lock_guard<std::mutex> first(right);
    std::lock_guard<std::mutex> second(left);
  }
  a.join();
}
