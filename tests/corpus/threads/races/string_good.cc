// expect: none
// Each thread appends to a copy of its own, made before the threads start.
#include <cassert>
#include <string>
#include <thread>

const std::string text = "a";

int main() {
  std::string one = text, two = text;
  std::thread a([&one] { one += 'b'; });
  std::thread b([&two] { two += 'c'; });
  a.join();
  b.join();
  assert(one == "ab" && two == "ac");
}
