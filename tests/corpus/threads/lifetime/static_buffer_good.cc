// expect: none
// With a thread_local buffer every thread formats into its own.
#include <cassert>
#include <thread>

const char* Digit(int value) {
  thread_local char buffer[2];
  buffer[0] = static_cast<char>('0' + value);
  return buffer;
}

int main() {
  std::thread a([] { assert(Digit(1)[0] == '1'); });
  std::thread b([] { assert(Digit(2)[0] == '2'); });
  a.join();
  b.join();
  assert(Digit(3)[0] == '3');
}
