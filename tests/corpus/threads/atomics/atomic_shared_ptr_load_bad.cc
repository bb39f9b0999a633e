// expect: data-race
// A shared pointer that is loaded while another thread stores it is not atomic by itself.
#include <cassert>
#include <memory>
#include <thread>

std::shared_ptr<int> current = std::make_shared<int>(0);

int main() {
  std::thread writer([] { current = std::make_shared<int>(1); });
  std::thread reader([] {
    int first = *current;
    assert(*current >= first);
  });
  writer.join();
  reader.join();
  assert(*current == 1);
}
