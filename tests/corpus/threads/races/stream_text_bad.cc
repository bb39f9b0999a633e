// expect: data-race
// The text of a stream is read while another thread writes to it.
#include <sstream>
#include <thread>

int main() {
  std::ostringstream log;
  std::thread writer([&] { log << 1; });
  const size_t length = log.str().size();
  writer.join();
  return length > 1 ? 1 : 0;
}
