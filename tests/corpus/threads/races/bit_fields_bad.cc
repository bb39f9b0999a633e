// expect: data-race
// Two bit fields of one word are one memory location, so two writers race.
#include <thread>

struct Flags {
  unsigned ready : 1;
  unsigned closed : 1;
};
Flags flags = {0, 0};

int main() {
  std::thread a([] { flags.ready = 1; });
  std::thread b([] { flags.closed = 1; });
  a.join();
  b.join();
}
