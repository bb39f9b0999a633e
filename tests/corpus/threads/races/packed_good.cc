// expect: none
// Two threads write neighbouring fields of a packed struct; the fields do not overlap.
#include <cassert>
#include <cstdint>
#include <thread>

struct __attribute__((packed)) Record {
  char tag[6];
  std::uint32_t value;  // crosses an 8-byte border
  char mark;
};
Record record = {};

int main() {
  std::thread a([] { record.value = 1; });
  std::thread b([] { record.mark = 2; });
  std::thread c([] { record.tag[5] = 3; });
  a.join();
  b.join();
  c.join();
  assert(record.value == 1 && record.mark == 2 && record.tag[5] == 3);
}
