// expect: none
// The lock-free stack of Boost: nodes are taken, freed and used again by two threads.
#include <atomic>
#include <boost/lockfree/stack.hpp>
#include <cassert>
#include <thread>

int main() {
  boost::lockfree::stack<int> plates(2);
  std::atomic<int> sum{0};
  auto work = [&](int number) {
    plates.push(number);
    int plate = 0;
    if (plates.pop(plate)) sum += plate;
  };
  std::thread one(work, 1), two(work, 2);
  one.join();
  two.join();
  int plate = 0;
  while (plates.pop(plate)) sum += plate;
  assert(sum == 3);
}
