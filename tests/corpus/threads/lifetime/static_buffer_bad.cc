// expect: data-race
// A function that formats into a static buffer is not made for two threads.
#include <thread>

const char* Digit(int value) {
  static char buffer[2];
  buffer[0] = static_cast<char>('0' + value);
  return buffer;
}

int main() {
  std::thread a([] { Digit(1); }), b([] { Digit(2); });
  a.join();
  b.join();
}
