// expect: assertion
// Append asks the other buffer for its length and copies later; meanwhile it may be shortened.
#include <cassert>
#include <mutex>
#include <thread>

class TextBuffer {
 public:
  int Length() {
    std::lock_guard<std::mutex> lock(mutex_);
    return length_;
  }
  void Copy(int count) {
    std::lock_guard<std::mutex> lock(mutex_);
    assert(count <= length_);
  }
  void Clear() {
    std::lock_guard<std::mutex> lock(mutex_);
    length_ = 0;
  }
  void Append(TextBuffer& other) {
    int count = other.Length();
    other.Copy(count);
    std::lock_guard<std::mutex> lock(mutex_);
    length_ += count;
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
}
