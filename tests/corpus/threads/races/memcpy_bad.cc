// expect: data-race
// memcpy reads the last byte of a buffer that another thread writes.
#include <cstring>
#include <thread>

char source[16];
char target[16];

int main() {
  std::thread a([] { std::memcpy(target, source, sizeof source); });
  std::thread b([] { source[15] = 1; });
  a.join();
  b.join();
}
