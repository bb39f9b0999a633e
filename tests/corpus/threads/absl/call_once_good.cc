// expect: none
// absl::call_once runs the setup once, and every caller sees its result.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/base/call_once.h"

absl::once_flag once;
int table = 0;

void Use() {
  absl::call_once(once, [] { table += 7; });
  assert(table == 7);
}

int main() {
  std::thread a(Use), b(Use);
  a.join();
  b.join();
}
