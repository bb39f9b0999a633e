// expect: none
// The text of a stream is read when nobody writes to it any more.
#include <sstream>
#include <thread>

int main() {
  std::ostringstream log;
  std::thread writer([&] { log << 1; });
  writer.join();
  return log.str().size() == 1 ? 0 : 1;
}
