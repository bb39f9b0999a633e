// expect: none
// memcpy reads the bytes before the one that another thread writes.
#include <cassert>
#include <cstring>
#include <thread>

char source[16];
char target[16];

int main() {
  std::thread a([] { std::memcpy(target, source, sizeof source - 1); });
  std::thread b([] { source[15] = 1; });
  a.join();
  b.join();
  assert(source[15] == 1 && target[15] == 0);
}
