// expect: none
// boost::call_once runs the setup once, and every caller sees its result.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <boost/thread/once.hpp>
#include <cassert>

boost::once_flag once = BOOST_ONCE_INIT;
int table = 0;

void Setup() { table += 7; }

void Use() {
  boost::call_once(once, Setup);
  assert(table == 7);
}

int main() {
  boost::thread a(Use), b(Use);
  a.join();
  b.join();
}
