// expect: none
// The worker is joined before any destructor starts, so the virtual call is safe.
#include <cassert>
#include <thread>

class Base {
 public:
  virtual ~Base() = default;
  void Start() {
    worker_ = std::thread([this] { Step(); });
  }
  void Stop() { worker_.join(); }
  int steps_ = 0;

 protected:
  virtual void Step() {}
  std::thread worker_;
};

class Derived : public Base {
 protected:
  void Step() override { steps_++; }
};

int main() {
  Derived object;
  object.Start();
  object.Stop();
  assert(object.steps_ == 1);
}
