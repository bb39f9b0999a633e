// The tests of lab 5: transfers never stand still, never lose money, and do not wait for strangers.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "ledger.h"

namespace {

void NoAudit(int, int, long) {}

long Total(const Ledger& ledger, int accounts) {
  long total = 0;
  for (int i = 0; i < accounts; ++i) total += ledger.Balance(i);
  return total;
}

TEST(Functional, TransferMovesMoney) {
  auto ledger = NewLedger(3, 100, NoAudit);
  EXPECT_TRUE(ledger->Transfer(0, 2, 30));
  EXPECT_EQ(ledger->Balance(0), 70);
  EXPECT_EQ(ledger->Balance(1), 100);
  EXPECT_EQ(ledger->Balance(2), 130);
  EXPECT_EQ(ledger->SumOf(0, 1), 170);
  EXPECT_EQ(ledger->SumOf(2, 0), 200);
}

TEST(Functional, SomeAreRich) {
  const long fortune = 2'000'000'000'000'000'001;  // more than an int or a double can hold
  auto ledger = NewLedger(2, fortune, NoAudit);
  EXPECT_TRUE(ledger->Transfer(0, 1, fortune - 1));
  EXPECT_EQ(ledger->Balance(0), 1);
  EXPECT_EQ(ledger->Balance(1), 2 * fortune - 1);
  EXPECT_EQ(ledger->SumOf(0, 1), 2 * fortune);
  EXPECT_FALSE(ledger->Transfer(1, 0, 2 * fortune));
}

TEST(Functional, ThereAreManyAccounts) {
  constexpr int kMany = 100;
  auto ledger = NewLedger(kMany, 100, NoAudit);
  const auto gives = [](int account) { return 1 + account % 7; };
  for (int i = 0; i < kMany; ++i) EXPECT_TRUE(ledger->Transfer(i, (i + 1) % kMany, gives(i)));
  for (int i = 1; i < kMany; ++i) EXPECT_EQ(ledger->Balance(i), 100 - gives(i) + gives(i - 1));
  EXPECT_EQ(Total(*ledger, kMany), 100L * kMany);
}

TEST(Functional, TheOtherDirectionWorksToo) {
  auto ledger = NewLedger(2, 100, NoAudit);
  EXPECT_TRUE(ledger->Transfer(1, 0, 100));
  EXPECT_EQ(ledger->Balance(0), 200);
  EXPECT_EQ(ledger->Balance(1), 0);
}

TEST(Functional, NothingHappensWithoutTheMoney) {
  int audited = 0;
  auto ledger = NewLedger(2, 100, [&](int, int, long) { ++audited; });
  EXPECT_FALSE(ledger->Transfer(0, 1, 101));
  EXPECT_EQ(audited, 0);
  EXPECT_EQ(ledger->Balance(0), 100);
  EXPECT_EQ(ledger->Balance(1), 100);
}

TEST(Functional, TheAuditSeesEachTransferOnce) {
  int audited = 0;
  auto ledger = NewLedger(4, 100, [&](int from, int to, long amount) {
    ++audited;
    EXPECT_EQ(from, 3);
    EXPECT_EQ(to, 1);
    EXPECT_EQ(amount, 7);
  });
  EXPECT_TRUE(ledger->Transfer(3, 1, 7));
  EXPECT_EQ(audited, 1);
}

// A ledger knows nothing of another one.
TEST(Functional, LedgersHaveNothingInCommon) {
  int audited[2] = {0, 0};
  auto one = NewLedger(2, 100, [&](int, int, long) { ++audited[0]; });
  auto other = NewLedger(3, 50, [&](int, int, long) { ++audited[1]; });
  EXPECT_TRUE(one->Transfer(0, 1, 60));
  EXPECT_EQ(audited[0], 1) << "another ledger's audit was told";
  EXPECT_EQ(other->SumOf(0, 1), 100);
  EXPECT_EQ(other->Balance(0), 50);
  EXPECT_TRUE(other->Transfer(1, 0, 20));
  EXPECT_EQ(one->Balance(0), 40);
  EXPECT_EQ(one->Balance(1), 160);
}

// The audit of one ledger writes into another one, and reads it.
TEST(Functional, TheAuditUsesAnotherLedger) {
  auto other = NewLedger(2, 100, NoAudit);
  auto one = NewLedger(2, 100, [&](int from, int to, long amount) {
    EXPECT_TRUE(other->Transfer(to, from, amount));
    EXPECT_EQ(other->SumOf(from, to), 200);
  });
  EXPECT_TRUE(one->Transfer(0, 1, 30));
  EXPECT_EQ(one->Balance(0), 70);
  EXPECT_EQ(one->Balance(1), 130);
  EXPECT_EQ(other->Balance(0), 130);
}

TEST(Explore, BothDirectionsAtOnce) {
  auto ledger = NewLedger(2, 100, NoAudit);
  kit::RunThreads(2, [&](int i) { EXPECT_TRUE(ledger->Transfer(i, 1 - i, 10 + i)); });
  EXPECT_EQ(ledger->Balance(0), 101);
  EXPECT_EQ(ledger->Balance(1), 99);
}

// An order of the accounts must order any two of them, not only the first two.
TEST(Explore, BothDirectionsBetweenOthers) {
  for (int low : {0, 1}) {
    auto ledger = NewLedger(4, 100, NoAudit);
    const int ends[] = {low, low + 2};
    kit::RunThreads(2, [&](int i) { EXPECT_TRUE(ledger->Transfer(ends[i], ends[1 - i], 10)); });
    EXPECT_EQ(Total(*ledger, 4), 400);
  }
}

TEST(Explore, ThreeInARing) {
  auto ledger = NewLedger(3, 100, NoAudit);
  kit::RunThreads(3, [&](int i) { EXPECT_TRUE(ledger->Transfer(i, (i + 1) % 3, 10)); });
  EXPECT_EQ(Total(*ledger, 3), 300);
}

TEST(Explore, TheMoneyIsEnoughForOne) {
  auto ledger = NewLedger(3, 100, NoAudit);
  bool paid[2];
  kit::RunThreads(2, [&](int i) { paid[i] = ledger->Transfer(0, 1 + i, 60); });
  EXPECT_NE(paid[0], paid[1]) << "exactly one of two transfers of 60 out of 100 is possible";
  EXPECT_EQ(ledger->Balance(0), 40);
}

// Who is refused must let the next one go on, too.
TEST(Explore, TheMoneyIsEnoughForOneOfThree) {
  auto ledger = NewLedger(2, 100, NoAudit);
  bool paid[3];
  kit::RunThreads(3, [&](int i) { paid[i] = ledger->Transfer(0, 1, 60); });
  EXPECT_EQ(paid[0] + paid[1] + paid[2], 1) << "one transfer of 60 out of 100 is possible";
  EXPECT_EQ(ledger->Balance(0), 40);
}

// Money comes into an account that pays; what it has promised to pay is not there for another one.
TEST(Explore, MoneyComesInWhileItGoesOut) {
  auto ledger = NewLedger(4, 100, NoAudit);
  bool paid[2];
  kit::RunThreads(2, [&](int i) {
    if (i == 1) EXPECT_TRUE(ledger->Transfer(0, 1, 5));
    paid[i] = ledger->Transfer(1, 2 + i, 80);
  });
  EXPECT_NE(paid[0], paid[1]) << "of 105 at most, 80 were paid twice or never";
  EXPECT_EQ(ledger->Balance(1), 25);
}

TEST(Explore, SumWhileMoneyMoves) {
  for (int from : {0, 1}) {
    auto ledger = NewLedger(2, 100, NoAudit);
    kit::RunThreads(2, [&](int i) {
      if (i == 0) {
        EXPECT_TRUE(ledger->Transfer(from, 1 - from, 40));
      } else {
        EXPECT_EQ(ledger->SumOf(1, 0), 200) << "money must not be between two accounts";
      }
    });
  }
}

// A single balance is of one moment, too: money that is there, or is not.
TEST(Explore, BalanceWhileMoneyMoves) {
  auto ledger = NewLedger(2, 100, NoAudit);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_TRUE(ledger->Transfer(0, 1, 40));
      return;
    }
    const long balance = ledger->Balance(0);
    EXPECT_TRUE(balance == 100 || balance == 60) << "the balance was " << balance;
  });
}

TEST(Explore, BalanceWhileNothingHappens) {
  auto ledger = NewLedger(2, 100, NoAudit);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_FALSE(ledger->Transfer(0, 1, 101));
    } else {
      EXPECT_EQ(ledger->Balance(0), 100) << "a transfer without the money changes nothing";
      EXPECT_EQ(ledger->Balance(1), 100) << "a transfer without the money changes nothing";
    }
  });
}

// The audit hears of the transfer that takes place, and of no other.
TEST(Explore, TheAuditSeesWhatTakesPlace) {
  std::atomic<int> audited = 0;
  auto ledger =
      NewLedger(3, 100, [&](int, int, long) { audited.fetch_add(1, std::memory_order_relaxed); });
  bool moved[2];
  kit::RunThreads(2, [&](int i) { moved[i] = ledger->Transfer(0, 1 + i, 80); });
  EXPECT_NE(moved[0], moved[1]) << "the account held 100, and 80 were wanted twice";
  EXPECT_EQ(audited, 1) << "a transfer that did not take place was audited";
}

// Own account to own account: both locks would be the same one.
TEST(Explore, TransferToTheSameAccount) {
  auto ledger = NewLedger(2, 100, NoAudit);
  EXPECT_TRUE(ledger->Transfer(1, 1, 100));
  EXPECT_FALSE(ledger->Transfer(1, 1, 101));
  EXPECT_EQ(ledger->Balance(1), 100);
}

// Two ledgers, and whoever uses one has no business with the other.
TEST(Explore, TwoLedgersAtOnce) {
  const std::unique_ptr<Ledger> ledgers[] = {NewLedger(2, 100, NoAudit),
                                             NewLedger(2, 100, NoAudit)};
  kit::RunThreads(2, [&](int i) {
    EXPECT_TRUE(ledgers[i]->Transfer(i, 1 - i, 60));
    EXPECT_EQ(ledgers[i]->Balance(i), 40);
    EXPECT_EQ(ledgers[i]->SumOf(1, 0), 200);
  });
}

// Transfers in a ring of n accounts. The audit gives all of them time to get as far as it, where
// the ledger allows that; then each may hold one account and want the next.
void TransferInARing(int n) {
  std::atomic<int> inside = 0;
  auto ledger = NewLedger(n, 100, [&](int, int, long) {
    inside.fetch_add(1, std::memory_order_relaxed);
    for (int i = 0; i < 50 && inside.load(std::memory_order_relaxed) < n; ++i) sched_yield();
  });
  kit::RunThreads(n, [&](int i) { EXPECT_TRUE(ledger->Transfer(i, (i + 1) % n, 10)); });
  for (int i = 0; i < n; ++i) ASSERT_EQ(ledger->Balance(i), 100);
}

TEST(Stress, RingsOfTransfers) {
  for (int round = 0; round < 10; ++round) TransferInARing(2);
  for (int round = 0; round < 5; ++round) TransferInARing(kit::RandomBetween(3, 5));
}

// Few accounts, many threads, all directions, self-transfers among them.
TEST(Stress, MoneyIsConserved) {
  const int accounts = kit::RandomBetween(2, 4);
  const int transfers = kit::RandomBetween(1000, 2000);
  std::atomic<int> audited = 0;
  std::atomic<int> done = 0;
  auto ledger = NewLedger(accounts, 100,
                          [&](int, int, long) { audited.fetch_add(1, std::memory_order_relaxed); });
  kit::RunThreads(4, [&](int i) {
    kit::Random random(i);
    for (int n = 0; n < transfers; ++n) {
      const int from = random.Between(0, accounts - 1);
      const int to = random.Between(0, accounts - 1);
      if (ledger->Transfer(from, to, random.Between(1, 60))) {
        done.fetch_add(1, std::memory_order_relaxed);
      }
    }
  });
  EXPECT_EQ(audited, done) << "each transfer is audited once";
  EXPECT_EQ(Total(*ledger, accounts), 100L * accounts) << "money appeared or vanished";
  for (int i = 0; i < accounts; ++i) EXPECT_GE(ledger->Balance(i), 0);
}

// Many accounts: whatever decides about the order or the place of a lock meets every case.
TEST(Stress, ManyAccounts) {
  const int accounts = kit::RandomBetween(40, 80);
  auto ledger = NewLedger(accounts, 100, NoAudit);
  kit::RunThreads(4, [&](int i) {
    kit::Random random(i);
    for (int n = 0; n < 1000; ++n) {
      const int from = random.Between(0, accounts - 1);
      const int to = random.Between(0, accounts - 1);
      if (n % 2 == 0) {
        ledger->Transfer(from, to, random.Between(1, 60));
      } else if (from != to) {
        EXPECT_GE(ledger->SumOf(from, to), 0);
      }
    }
  });
  EXPECT_EQ(Total(*ledger, accounts), 100L * accounts) << "money appeared or vanished";
}

// Two transfers want the same money. The audit gives both time to come that far.
TEST(Stress, TheSameMoneyMovesOnce) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<int> inside = 0;
    auto ledger = NewLedger(3, 100, [&](int, int, long) {
      inside.fetch_add(1, std::memory_order_relaxed);
      for (int i = 0; i < 50 && inside.load(std::memory_order_relaxed) < 2; ++i) sched_yield();
    });
    bool moved[2];
    kit::RunThreads(2, [&](int i) { moved[i] = ledger->Transfer(0, 1 + i, 80); });
    ASSERT_NE(moved[0], moved[1]) << "the account held 100, and 80 were wanted twice";
    ASSERT_EQ(ledger->Balance(0), 20);
  }
}

// Money goes to and fro between two accounts; together they always hold the same.
TEST(Stress, MoneyIsAlwaysSomewhere) {
  auto ledger = NewLedger(2, 100, NoAudit);
  std::atomic<int> wrong = 0;
  kit::RunThreads(4, [&](int i) {
    for (int n = 0; n < 2500 && wrong.load(std::memory_order_relaxed) == 0; ++n) {
      if (i % 2 == 0) {
        ledger->Transfer(n % 2, 1 - n % 2, 50);
      } else if (ledger->SumOf(n % 2, 1 - n % 2) != 200) {
        wrong.store(1, std::memory_order_relaxed);
      }
    }
  });
  EXPECT_EQ(wrong, 0) << "two accounts that hold 200 together were seen with another sum";
}

// While the audit writes about a transfer from account 0, it looks as if it had not begun or as if
// it was done.
TEST(Stress, NoMoneyIsOnTheWayDuringTheAudit) {
  for (int round = 0; round < 10; ++round) {
    std::atomic<bool> writing = false;
    std::atomic<bool> seen = false;
    auto ledger = NewLedger(2, 100, [&](int, int, long) {
      writing.store(true, std::memory_order_relaxed);
      for (int i = 0; i < 50 && !seen.load(std::memory_order_relaxed); ++i) sched_yield();
    });
    kit::RunThreads(2, [&](int i) {
      if (i == 0) {
        EXPECT_TRUE(ledger->Transfer(0, 1, 60));
        return;
      }
      while (!writing.load(std::memory_order_relaxed)) sched_yield();
      EXPECT_EQ(ledger->SumOf(0, 1), 200) << "money was on the way, in neither account";
      seen.store(true, std::memory_order_relaxed);
    });
    if (HasFailure()) return;
  }
}

// Three transfers between six accounts are in the audit at the same time.
TEST(Parallel, StrangersDoNotWait) {
  kit::Rendezvous all_inside(3);
  auto ledger = NewLedger(6, 100, [&](int, int, long) { all_inside.Meet(); });
  kit::RunThreads(3, [&](int i) { EXPECT_TRUE(ledger->Transfer(2 * i, 2 * i + 1, 10)); });
}

// The explorer measures how many threads could be busy at a time; a sleep is work here.
TEST(Scaling, FourPairsTransferAtOnce) {
  auto ledger = NewLedger(
      8, 100, [](int, int, long) { std::this_thread::sleep_for(std::chrono::microseconds(10)); });
  kit::RunThreads(4, [&](int i) {
    for (int round = 0; round < 5; ++round) {
      EXPECT_TRUE(ledger->Transfer(2 * i, 2 * i + 1, 10));
    }
  });
}

}  // namespace
