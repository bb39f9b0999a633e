// expect: assertion
// Empty and Pop lock one by one, so two threads pop the last element.
#include <cassert>
#include <mutex>
#include <thread>

class Stack {
 public:
  bool Empty() {
    std::lock_guard<std::mutex> lock(mutex_);
    return size_ == 0;
  }
  void Pop() {
    std::lock_guard<std::mutex> lock(mutex_);
    assert(size_ > 0);
    size_--;
  }

 private:
  std::mutex mutex_;
  int size_ = 1;
};
Stack stack;

void Work() {
  if (!stack.Empty()) stack.Pop();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
