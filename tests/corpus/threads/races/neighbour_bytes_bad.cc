// expect: data-race
// One thread fills two bytes, the other writes the second of them.
#include <cstring>
#include <thread>

char bytes[4];

int main() {
  std::thread a([] { std::memset(bytes, 1, 2); });
  std::thread b([] { bytes[1] = 2; });
  a.join();
  b.join();
}
