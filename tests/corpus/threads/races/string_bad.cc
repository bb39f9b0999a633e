// expect: data-race
// One thread appends to a std::string while another asks for its size.
#include <string>
#include <thread>

std::string text = "a";
std::size_t size = 0;

int main() {
  std::thread a([] { text += 'b'; });
  std::thread b([] { size = text.size(); });
  a.join();
  b.join();
}
