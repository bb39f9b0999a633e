// expect: crash
// expired() and lock() are two steps: the object may go between them.
#include <memory>
#include <thread>

int main() {
  std::shared_ptr<int> owner = std::make_shared<int>(7);
  std::weak_ptr<int> weak = owner;
  std::thread reader([weak] {
    if (!weak.expired()) *weak.lock() = 8;
  });
  owner.reset();
  reader.join();
}
