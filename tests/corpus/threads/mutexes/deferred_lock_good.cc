// expect: none
// Two deferred locks are taken together by std::lock, in any order of arguments.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex left, right;
int counter = 0;

void Work(std::mutex& first, std::mutex& second) {
  std::unique_lock<std::mutex> one(first, std::defer_lock);
  std::unique_lock<std::mutex> two(second, std::defer_lock);
  std::lock(one, two);
  counter++;
}

int main() {
  std::thread a([] { Work(left, right); });
  std::thread b([] { Work(right, left); });
  a.join();
  b.join();
  assert(counter == 2);
}
