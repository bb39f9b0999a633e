// expect: data-race
// A stream of one's own is an object like any other: two threads that write to it need a lock.
#include <sstream>
#include <thread>

int main() {
  std::ostringstream log;
  std::thread writer([&] { log << "a" << 1; });
  log << "b" << 2.5;
  writer.join();
}
