// expect: none
// TryPop looks and pops under one lock.
#include <atomic>
#include <cassert>
#include <mutex>
#include <thread>

class Stack {
 public:
  bool TryPop() {
    std::lock_guard<std::mutex> lock(mutex_);
    if (size_ == 0) return false;
    size_--;
    return true;
  }

 private:
  std::mutex mutex_;
  int size_ = 1;
};
Stack stack;
std::atomic<int> popped(0);

void Work() {
  if (stack.TryPop()) popped++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(popped == 1);
}
