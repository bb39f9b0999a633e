// expect: data-race
// The constructor starts the thread before it sets the member that the thread reads.
#include <thread>

class Worker {
 public:
  Worker() : thread_([this] { result_ = factor_ * 2; }) { factor_ = 21; }
  ~Worker() { thread_.join(); }

 private:
  int factor_ = 0;
  int result_ = 0;
  std::thread thread_;
};

int main() { Worker worker; }
