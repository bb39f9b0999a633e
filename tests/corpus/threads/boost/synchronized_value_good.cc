// expect: none
// synchronize() holds the lock of a synchronized_value over check and change.
// libraries: boost_thread
#define BOOST_THREAD_VERSION 4
#include <boost/thread.hpp>
#include <boost/thread/synchronized_value.hpp>
#include <cassert>

struct Account {
  int balance = 10;
};
boost::synchronized_value<Account> account;

void Withdraw() {
  auto locked = account.synchronize();
  if (locked->balance >= 10) locked->balance -= 10;
}

int main() {
  boost::thread a(Withdraw), b(Withdraw);
  a.join();
  b.join();
  assert(account->balance == 0);
}
