// expect: none
// All threads share one once_flag, and all see what the setup wrote.
#include <cassert>
#include <mutex>
#include <thread>

std::once_flag once;
int table = 0;

void Use() {
  std::call_once(once, [] { table += 7; });
  assert(table == 7);
}

int main() {
  std::thread a(Use), b(Use);
  a.join();
  b.join();
}
