// expect: data-race
// A plain flag instead of a boost::once_flag.
// libraries: boost_thread
#include <boost/thread.hpp>

bool done = false;
int table = 0;

void Use() {
  if (done) return;
  table = 7;
  done = true;
}

int main() {
  boost::thread a(Use), b(Use);
  a.join();
  b.join();
}
