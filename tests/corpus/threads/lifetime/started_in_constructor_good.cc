// expect: none
// The thread is the last member that the constructor starts.
#include <cassert>
#include <thread>

class Worker {
 public:
  explicit Worker(int factor) : factor_(factor) {
    thread_ = std::thread([this] { result_ = factor_ * 2; });
  }
  int Join() {
    thread_.join();
    return result_;
  }

 private:
  const int factor_;
  int result_ = 0;
  std::thread thread_;
};

int main() {
  Worker worker(21);
  assert(worker.Join() == 42);
}
