// expect: deadlock
// A boost::mutex is locked again by its owner.
// libraries: boost_thread
#include <boost/thread.hpp>

boost::mutex mutex;
int value = 0;

void Add() {
  boost::lock_guard<boost::mutex> lock(mutex);
  value++;
}

int main() {
  boost::thread a([] {
    boost::lock_guard<boost::mutex> lock(mutex);
    Add();
  });
  a.join();
}
