// expect: none
// The initialisation of a static local object runs once, and all threads see its result.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> constructions(0);

struct Table {
  Table() : value(7) { constructions++; }
  int value;
};

const Table& GetTable() {
  static const Table table;
  return table;
}

int main() {
  std::thread a([] { assert(GetTable().value == 7); });
  std::thread b([] { assert(GetTable().value == 7); });
  a.join();
  b.join();
  assert(constructions == 1);
}
