// expect: none
// lock() is the only question that a weak_ptr answers safely.
#include <cassert>
#include <memory>
#include <thread>

int main() {
  std::shared_ptr<const int> owner = std::make_shared<const int>(7);
  std::weak_ptr<const int> weak = owner;
  std::thread reader([weak] {
    if (std::shared_ptr<const int> mine = weak.lock()) assert(*mine == 7);
  });
  owner.reset();
  reader.join();
}
