// expect: data-race
// The base destructor joins, so the worker's virtual call races with the change of the vptr.
#include <thread>

class Base {
 public:
  virtual ~Base() { worker_.join(); }
  void Start() {
    worker_ = std::thread([this] { Step(); });
  }

 protected:
  virtual void Step() {}
  std::thread worker_;
};

class Derived : public Base {
 protected:
  void Step() override {}
};

int main() {
  Derived object;
  object.Start();
}
