// expect: data-race
// Every thread has its own once_flag, so the setup runs in both.
#include <mutex>
#include <thread>

int table = 0;

void Use() {
  std::once_flag once;
  std::call_once(once, [] { table = 7; });
}

int main() {
  std::thread a(Use), b(Use);
  a.join();
  b.join();
}
