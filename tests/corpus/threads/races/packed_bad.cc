// expect: data-race
// Two threads write one unaligned field of a packed struct.
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
  std::thread b([] { record.value = 2; });
  a.join();
  b.join();
}
