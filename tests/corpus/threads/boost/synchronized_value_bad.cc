// expect: assertion
// Each access to a synchronized_value is locked, but check and change are two accesses.
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
  if (account->balance >= 10) account->balance -= 10;
}

int main() {
  boost::thread a(Withdraw), b(Withdraw);
  a.join();
  b.join();
  assert(account->balance == 0);
}
