// expect: none
// scoped_lock takes two mutexes without deadlock, in any order of arguments.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex left, right;
int value = 0;

int main() {
  std::thread a([] {
    std::scoped_lock both(left, right);
    value++;
  });
  std::thread b([] {
    std::scoped_lock both(right, left);
    value++;
  });
  a.join();
  b.join();
  assert(value == 2);
}
