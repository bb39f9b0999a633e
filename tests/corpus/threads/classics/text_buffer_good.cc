// expect: none
// Append locks both buffers while it asks and copies.
#include <cassert>
#include <mutex>
#include <thread>

class TextBuffer {
 public:
  void Clear() {
    std::lock_guard<std::mutex> lock(mutex_);
    length_ = 0;
  }
  void Append(TextBuffer& other) {
    std::scoped_lock lock(mutex_, other.mutex_);
    int count = other.length_;
    assert(count <= other.length_);
    length_ += count;
  }
  int Length() {
    std::lock_guard<std::mutex> lock(mutex_);
    return length_;
  }

 private:
  std::mutex mutex_;
  int length_ = 3;
};
TextBuffer one, two;

int main() {
  std::thread a([] { one.Append(two); });
  std::thread b([] { two.Clear(); });
  a.join();
  b.join();
  int length = one.Length();
  assert(length == 3 || length == 6);
}
