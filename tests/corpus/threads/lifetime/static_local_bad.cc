// expect: data-race
// A static local pointer that the function itself fills is not a thread-safe initialisation.
#include <thread>

int* Table() {
  static int storage = 0;
  static int* table = nullptr;
  if (table == nullptr) {
    storage = 7;
    table = &storage;
  }
  return table;
}

int main() {
  std::thread a([] { Table(); }), b([] { Table(); });
  a.join();
  b.join();
}
