// expect: data-race
// One thread replaces a shared_ptr while another copies the same shared_ptr object.
#include <memory>
#include <thread>

std::shared_ptr<int> current = std::make_shared<int>(1);

int main() {
  std::thread writer([] { current = std::make_shared<int>(2); });
  std::thread reader([] { std::shared_ptr<int> copy = current; });
  writer.join();
  reader.join();
}
