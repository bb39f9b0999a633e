// Check-then-act: a race condition without a data race. Each step on the balance is atomic, but
// test and withdrawal are two steps. A barrier forces both tellers to test before they withdraw.
#include <atomic>
#include <barrier>
#include <cstdio>
#include <thread>

int main() {
  std::atomic<int> balance = 100;
  std::barrier both_tested(2);
  const auto two_steps = [&] {
    const bool enough = balance.load() >= 100;
    both_tested.arrive_and_wait();
    if (enough) balance.fetch_sub(100);
  };
  { std::jthread one(two_steps), two(two_steps); }
  std::printf("two atomic steps: balance %d\n", balance.load());

  balance = 100;
  const auto one_step = [&] {
    int seen = balance.load();
    both_tested.arrive_and_wait();  // both saw 100, and it does no harm
    while (seen >= 100 && !balance.compare_exchange_weak(seen, seen - 100)) {
    }  // somebody was faster: seen is new, test again
  };
  { std::jthread one(one_step), two(one_step); }
  std::printf("compare and exchange: balance %d\n", balance.load());
}
