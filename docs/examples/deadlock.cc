// Deadlock: each of two threads holds one lock and wants the other. try_lock shows it without
// standing still. std::scoped_lock takes both without that danger, in whatever order they are
// named.
#include <barrier>
#include <cstdio>
#include <mutex>
#include <thread>

struct Account {
  std::mutex mutex;
  int balance = 1000;
};

int main() {
  Account a, b;
  std::barrier step(2);
  bool got_second[2] = {true, true};
  const auto one_after_the_other = [&](int number, Account& from, Account& to) {
    std::lock_guard<std::mutex> first(from.mutex);
    step.arrive_and_wait();                    // now each holds one
    got_second[number] = to.mutex.try_lock();  // lock() would wait for ever
    if (got_second[number]) to.mutex.unlock();
    step.arrive_and_wait();
  };
  {
    std::jthread one([&] { one_after_the_other(0, a, b); });
    std::jthread two([&] { one_after_the_other(1, b, a); });
  }
  std::printf("one after the other: second lock %d and %d\n", got_second[0], got_second[1]);

  const auto together = [](Account& from, Account& to) {
    for (int i = 0; i < 1000; ++i) {
      std::scoped_lock lock(from.mutex, to.mutex);
      --from.balance;
      ++to.balance;
    }
  };
  {
    std::jthread one([&] { together(a, b); });
    std::jthread two([&] { together(b, a); });
  }
  std::printf("scoped_lock: 2000 transfers, balances %d and %d\n", a.balance, b.balance);
}
