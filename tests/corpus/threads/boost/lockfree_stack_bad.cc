// expect: data-race
// A plate is pushed while another thread takes one into the same variable.
#include <boost/lockfree/stack.hpp>
#include <thread>

struct Plate {
  int size, colour;
};
Plate plate = {1, 1};

int main() {
  boost::lockfree::stack<Plate> plates(2);
  plates.push({2, 2});
  std::thread one([&] { plates.pop(plate); }), two([&] { plates.push(plate); });
  one.join();
  two.join();
}
