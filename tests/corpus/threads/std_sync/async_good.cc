// expect: none
// The async task has its own copy of the input.
#include <cassert>
#include <future>

int main() {
  int input = 1;
  std::future<int> future = std::async(std::launch::async, [input] { return input + 1; });
  input = 5;
  assert(future.get() == 2);
  assert(input == 5);
}
