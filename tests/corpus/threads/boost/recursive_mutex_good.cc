// expect: none
// A boost::recursive_mutex may be locked again by its owner.
// libraries: boost_thread
#include <boost/thread.hpp>
#include <cassert>

boost::recursive_mutex mutex;
int value = 0;

void Add() {
  boost::lock_guard<boost::recursive_mutex> lock(mutex);
  value++;
}

void AddTwice() {
  boost::lock_guard<boost::recursive_mutex> lock(mutex);
  Add();
  Add();
}

int main() {
  boost::thread a(AddTwice), b(AddTwice);
  a.join();
  b.join();
  assert(value == 4);
}
