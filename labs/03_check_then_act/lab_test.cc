// The tests of lab 3: no overdraft, no money lost, and accounts do not wait for each other.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "bank.h"
#include "labs/kit/history.h"
#include "labs/kit/linearizable.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"

namespace {

bool Yes(int, long) { return true; }

// Gives the other threads time to reach `condition`; goes on without it after many tries, because
// a right bank may keep them out.
template <typename Condition>
void WaitAWhile(const Condition& condition) {
  for (int i = 0; i < 50 && !condition(); ++i) sched_yield();
}

TEST(Functional, WithdrawTakesTheMoney) {
  auto bank = NewBank(2, 100, Yes);
  EXPECT_TRUE(bank->Withdraw(0, 30));
  EXPECT_EQ(bank->Balance(0), 70);
  EXPECT_EQ(bank->Balance(1), 100) << "the other account is not concerned";
}

TEST(Functional, WithdrawMayEmptyTheAccountButNoMore) {
  auto bank = NewBank(1, 100, Yes);
  EXPECT_FALSE(bank->Withdraw(0, 101));
  EXPECT_EQ(bank->Balance(0), 100);
  EXPECT_TRUE(bank->Withdraw(0, 100));
  EXPECT_EQ(bank->Balance(0), 0);
  EXPECT_FALSE(bank->Withdraw(0, 1));
}

TEST(Functional, DepositAdds) {
  auto bank = NewBank(1, 5, Yes);
  bank->Deposit(0, 7);
  EXPECT_EQ(bank->Balance(0), 12);
  EXPECT_TRUE(bank->Withdraw(0, 12));
}

TEST(Functional, SomeAreRich) {
  const long fortune = 2'000'000'000'000'000'001;  // more than an int or a double can hold
  auto bank = NewBank(2, fortune, Yes);
  bank->Deposit(0, fortune);
  EXPECT_TRUE(bank->Withdraw(0, fortune - 1));
  EXPECT_EQ(bank->Balance(0), fortune + 1);
  EXPECT_FALSE(bank->Withdraw(1, fortune + 1));
  EXPECT_EQ(bank->Balance(1), fortune);
}

TEST(Functional, ThereAreManyAccounts) {
  constexpr int kMany = 100;
  auto bank = NewBank(kMany, 100, Yes);
  for (int account = 0; account < kMany; ++account) {
    bank->Deposit(account, account);
    EXPECT_TRUE(bank->Withdraw(account, 100));
  }
  for (int account = 0; account < kMany; ++account) EXPECT_EQ(bank->Balance(account), account);
}

TEST(Functional, TheFraudOfficeDecides) {
  int asked = 0;
  auto bank = NewBank(3, 100, [&](int account, long amount) {
    ++asked;
    EXPECT_EQ(account, 2);
    return amount < 50;
  });
  EXPECT_FALSE(bank->Withdraw(2, 60));
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(bank->Balance(2), 100) << "a refused withdrawal takes nothing";
  EXPECT_TRUE(bank->Withdraw(2, 40));
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(bank->Balance(2), 60);
}

// What the office said of one withdrawal says nothing about the next one.
TEST(Functional, TheOfficeMayChangeItsMind) {
  int asked = 0;
  auto bank = NewBank(1, 100, [&](int, long) { return ++asked % 2 == 1; });
  for (const bool approved : {true, false, true, false}) {
    EXPECT_EQ(bank->Withdraw(0, 10), approved) << "the office was asked " << asked << " times";
  }
  EXPECT_EQ(asked, 4);
  EXPECT_EQ(bank->Balance(0), 80);
}

TEST(Explore, OneOfTwoWithdrawalsWins) {
  auto bank = NewBank(1, 100, Yes);
  bool paid[2];
  kit::RunThreads(2, [&](int i) { paid[i] = bank->Withdraw(0, 80); });
  EXPECT_NE(paid[0], paid[1]) << "exactly one of two withdrawals of 80 out of 100 is possible";
  EXPECT_EQ(bank->Balance(0), 20);
}

// Who is refused must let the next one go on, too.
TEST(Explore, OneOfThreeWithdrawalsWins) {
  auto bank = NewBank(1, 100, Yes);
  bool paid[3];
  kit::RunThreads(3, [&](int i) { paid[i] = bank->Withdraw(0, 80); });
  EXPECT_EQ(paid[0] + paid[1] + paid[2], 1) << "one withdrawal of 80 out of 100 is possible";
}

TEST(Explore, DepositAndWithdrawAreBothKept) {
  auto bank = NewBank(1, 100, Yes);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      bank->Deposit(0, 10);
    } else {
      EXPECT_TRUE(bank->Withdraw(0, 30));
    }
  });
  EXPECT_EQ(bank->Balance(0), 80);
}

// Another customer's money may move meanwhile: the office is asked once all the same.
TEST(Explore, TheOfficeIsAskedOnce) {
  std::atomic<int> asked[2] = {0, 0};
  auto bank = NewBank(1, 100, [&](int, long amount) {
    asked[amount == 40].fetch_add(1, std::memory_order_relaxed);
    return true;
  });
  kit::RunThreads(2, [&](int i) { EXPECT_TRUE(bank->Withdraw(0, i == 0 ? 30 : 40)); });
  for (const auto& times : asked) EXPECT_EQ(times, 1) << "the office was asked twice in one call";
}

TEST(Explore, NobodySeesADebt) {
  auto bank = NewBank(1, 100, Yes);
  bool paid[2];
  kit::RunThreads(3, [&](int i) {
    if (i < 2) {
      paid[i] = bank->Withdraw(0, 80);
    } else {
      EXPECT_GE(bank->Balance(0), 0);
    }
  });
  EXPECT_NE(paid[0], paid[1]) << "exactly one of two withdrawals of 80 out of 100 is possible";
}

TEST(Explore, ARefusedWithdrawalIsInNobodysWay) {
  auto bank = NewBank(1, 100, [](int, long amount) { return amount < 50; });
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_FALSE(bank->Withdraw(0, 80)) << "the office refuses it";
    } else {
      EXPECT_TRUE(bank->Withdraw(0, 30)) << "100 are there";
    }
  });
  EXPECT_EQ(bank->Balance(0), 70);
}

// The fraud office waits until it has both withdrawals on its desk, where the bank allows that.
TEST(Stress, NoOverdraftWhileTheOfficeThinks) {
  for (int round = 0; round < 10; ++round) {
    const long amount = kit::RandomBetween(51, 100);
    std::atomic<int> asked = 0;
    auto bank = NewBank(1, 100, [&](int, long) {
      asked.fetch_add(1, std::memory_order_relaxed);
      WaitAWhile([&] { return asked.load(std::memory_order_relaxed) == 2; });
      return true;
    });
    bool paid[2];
    kit::RunThreads(2, [&](int i) { paid[i] = bank->Withdraw(0, amount); });
    ASSERT_NE(paid[0], paid[1]) << "two withdrawals of " << amount << " out of 100";
    ASSERT_EQ(bank->Balance(0), 100 - amount);
  }
}

// The sum is enough for both. Whoever pays must also take the money.
TEST(Stress, EveryPaymentIsTakenFromTheBalance) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> asked = 0;
    auto bank = NewBank(1, 100, [&](int, long) {
      asked.fetch_add(1, std::memory_order_relaxed);
      WaitAWhile([&] { return asked.load(std::memory_order_relaxed) == 2; });
      return true;
    });
    bool paid[2];
    kit::RunThreads(2, [&](int i) { paid[i] = bank->Withdraw(0, 30 + 10 * i); });
    ASSERT_TRUE(paid[0] && paid[1]) << "30 and 40 out of 100 are both possible";
    ASSERT_EQ(bank->Balance(0), 30);
  }
}

// A withdrawal that the office will refuse must not stand in the way of another one.
TEST(Stress, ARefusedWithdrawalHoldsNoMoney) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<bool> thinking = false;
    std::atomic<bool> other_done = false;
    auto bank = NewBank(1, 100, [&](int, long amount) {
      if (amount == 70) return true;
      thinking.store(true, std::memory_order_relaxed);
      WaitAWhile([&] { return other_done.load(std::memory_order_relaxed); });
      return false;
    });
    kit::RunThreads(2, [&](int i) {
      if (i == 0) {
        EXPECT_FALSE(bank->Withdraw(0, 60));
      } else {
        while (!thinking.load(std::memory_order_relaxed)) sched_yield();
        EXPECT_EQ(bank->Balance(0), 100) << "no withdrawal has been approved yet";
        EXPECT_TRUE(bank->Withdraw(0, 70)) << "the account holds 100";
        other_done.store(true, std::memory_order_relaxed);
      }
    });
    ASSERT_EQ(bank->Balance(0), 30);
    if (HasFailure()) return;
  }
}

// The whole balance goes round like a token: whoever withdraws it holds it, and pays it back.
TEST(Stress, TheSameMoneyIsPaidOnce) {
  const int rounds = kit::RandomBetween(1500, 2500);
  auto bank = NewBank(1, 100, Yes);
  std::atomic<int> holders = 0;
  std::atomic<int> paid_twice = 0;
  kit::RunThreads(3, [&](int) {
    for (int i = 0; i < rounds; ++i) {
      if (!bank->Withdraw(0, 100)) continue;
      if (holders.fetch_add(1, std::memory_order_relaxed) > 0) paid_twice = 1;
      holders.fetch_sub(1, std::memory_order_relaxed);
      bank->Deposit(0, 100);
    }
  });
  EXPECT_EQ(paid_twice, 0) << "two tellers paid out the same 100";
  EXPECT_EQ(bank->Balance(0), 100) << "all money was paid back";
}

// Deposits and withdrawals meet all the time; in the end the sum must be right.
TEST(Stress, WhatComesInAndGoesOutAddsUp) {
  const int rounds = kit::RandomBetween(300, 500);
  auto bank = NewBank(1, 100, Yes);
  long moved[3] = {0, 0, 0};
  kit::RunThreads(3, [&](int i) {
    for (int n = 0; n < rounds; ++n) {
      bank->Deposit(0, 5);
      moved[i] += 5;
      if (bank->Withdraw(0, 3)) moved[i] -= 3;
    }
  });
  EXPECT_EQ(bank->Balance(0), 100 + moved[0] + moved[1] + moved[2]) << "money appeared or vanished";
}

// Nobody can pay, so every observer must see the untouched balance.
TEST(Stress, ObserversNeverSeeMoneyThatMoved) {
  const long balance = kit::RandomBetween(10, 50);
  auto bank = NewBank(1, balance, Yes);
  std::atomic<int> wrong = 0;
  kit::RunThreads(4, [&](int i) {
    for (int n = 0; n < 2000 && wrong.load(std::memory_order_relaxed) == 0; ++n) {
      if (i % 2 == 0) {
        EXPECT_FALSE(bank->Withdraw(0, balance + 10));
      } else if (bank->Balance(0) != balance) {
        wrong.store(1, std::memory_order_relaxed);
      }
    }
  });
  EXPECT_EQ(wrong, 0) << "an observer saw a balance other than " << balance;
}

struct Call {
  char what;  // 'b'alance, 'd'eposit, 'w'ithdraw
  long amount;
};
using Operation = kit::Operation<Call, long>;

// One account that is used by one teller at a time.
struct AccountModel {
  long balance;
  bool Apply(const Operation& operation) {
    const auto [what, amount] = operation.call;
    if (what == 'b') return operation.result == balance;
    if (what == 'd') {
      balance += amount;
      return true;
    }
    const bool possible = balance >= amount;
    if (possible) balance -= amount;
    return operation.result == possible;
  }
  bool operator<(const AccountModel& other) const { return balance < other.balance; }
};

std::string Describe(const Operation& operation) {
  const std::string amount = std::to_string(operation.call.amount);
  const std::string result = std::to_string(operation.result);
  if (operation.call.what == 'b') return "Balance() = " + result;
  if (operation.call.what == 'd') return "Deposit(" + amount + ")";
  return "Withdraw(" + amount + ") = " + (operation.result ? "true" : "false");
}

// Random calls on one account: an order must exist in which one teller would have seen the same.
TEST(Stress, CallsSeemToHappenAtOneMoment) {
  for (int round = 0; round < 20; ++round) {
    auto bank = NewBank(1, 100, Yes);
    kit::History<Call, long> history(3);
    kit::RunThreads(3, [&](int i) {
      kit::Random random(static_cast<uint64_t>(round) * 3 + i);
      for (int n = 0; n < 6; ++n) {
        const Call call{"bdww"[random.Between(0, 3)], random.Between(20, 90)};
        history.Record(i, call, [&]() -> long {
          if (call.what == 'b') return bank->Balance(0);
          if (call.what == 'w') return bank->Withdraw(0, call.amount);
          bank->Deposit(0, call.amount);
          return 0;
        });
      }
    });
    const auto operations = history.Operations();
    ASSERT_TRUE(kit::IsLinearizable(AccountModel{100}, operations).ok)
        << "no order of these calls explains their results; the account held 100 at first:\n"
        << kit::Timeline(operations, Describe);
  }
}

// The office has one withdrawal of each account on its desk at the same time.
TEST(Parallel, AccountsDoNotWaitForEachOther) {
  const int accounts = 3;
  kit::Rendezvous all_asked(accounts);
  auto bank = NewBank(accounts, 100, [&](int, long) {
    all_asked.Meet();
    return true;
  });
  kit::RunThreads(accounts, [&](int account) { EXPECT_TRUE(bank->Withdraw(account, 60)); });
}

// The office thinks about both accounts, and for each of them somebody waits. Then account 0 is
// free, and account 1 is not before who waits for account 0 has come that far.
TEST(Parallel, WhoWaitsForAnAccountGoesOnWhenItIsFree) {
  enum { kFirst = 10, kSecond = 20 };  // amounts: who comes first, and who waits
  kit::Watched waiting[2];
  kit::Rendezvous goes_on(2);
  std::atomic<int> thinking = 0;
  std::atomic<int> stage = 0;
  auto bank = NewBank(2, 100, [&](int account, long amount) {
    if (amount == kFirst) thinking.fetch_add(1, std::memory_order_relaxed);
    while (amount == kFirst && account == 0 && stage.load(std::memory_order_relaxed) < 2) {
      sched_yield();
    }
    if (amount == (account == 0 ? kSecond : kFirst)) goes_on.Meet();
    return true;
  });
  kit::RunThreads(5, [&](int i) {
    const auto await = [](const std::atomic<int>& what, int n) {
      while (what.load(std::memory_order_relaxed) < n) sched_yield();
    };
    if (i < 2) {
      EXPECT_TRUE(bank->Withdraw(i, kFirst));
      return;
    }
    await(thinking, 2);
    if (i == 4) {  // who waits for account 1 is the first to wait
      for (const int account : {1, 0}) {
        waiting[account].FallsAsleepWithin(0.2);
        stage.fetch_add(1, std::memory_order_relaxed);
      }
      return;
    }
    const int account = i - 2;
    await(stage, 1 - account);
    waiting[account].IAmHere();
    EXPECT_TRUE(bank->Withdraw(account, kSecond));
  });
}

// The explorer measures how many threads could be busy at a time; a sleep is work here.
TEST(Scaling, FourAccountsAreServedAtOnce) {
  const int accounts = 4;
  auto bank = NewBank(accounts, 100, [](int, long) {
    std::this_thread::sleep_for(std::chrono::microseconds(10));
    return true;
  });
  kit::RunThreads(accounts, [&](int account) {
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(bank->Withdraw(account, 10));
  });
}

}  // namespace
