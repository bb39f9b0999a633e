// expect: none
// Neighbouring bytes are different memory locations: four owners need no lock.
#include <cassert>
#include <cstring>
#include <thread>

char bytes[4];

int main() {
  std::thread a([] { bytes[0] = 1; });
  std::thread b([] { bytes[1] = 2; });
  std::thread c([] { std::memset(bytes + 2, 3, 2); });
  a.join();
  b.join();
  c.join();
  assert(bytes[0] == 1 && bytes[1] == 2 && bytes[2] == 3 && bytes[3] == 3);
}
