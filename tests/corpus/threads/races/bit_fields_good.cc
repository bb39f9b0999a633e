// expect: none
// A zero-width bit field splits the word into two memory locations.
#include <cassert>
#include <thread>

struct Flags {
  unsigned ready : 1;
  unsigned : 0;
  unsigned closed : 1;
};
Flags flags = {0, 0};

int main() {
  std::thread a([] { flags.ready = 1; });
  std::thread b([] { flags.closed = 1; });
  a.join();
  b.join();
  assert(flags.ready == 1 && flags.closed == 1);
}
