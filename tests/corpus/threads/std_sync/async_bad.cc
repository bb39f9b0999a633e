// expect: data-race
// main changes a variable that an async task still reads.
#include <future>

int input = 1;

int main() {
  std::future<int> future = std::async(std::launch::async, [] { return input + 1; });
  input = 2;
  future.get();
}
