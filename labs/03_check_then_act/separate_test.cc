// More tests of lab 3: a bank knows nothing of another one.
#include <gtest/gtest.h>

#include <memory>

#include "bank.h"
#include "labs/kit/threads.h"

namespace {

bool Yes(int, long) { return true; }

// A bank knows nothing of another one.
TEST(Functional, BanksHaveNothingInCommon) {
  int asked[2] = {0, 0};
  const auto office_of = [&](int bank) {
    return [&asked, bank](int, long) { return ++asked[bank] > 0; };
  };
  auto one = NewBank(1, 100, office_of(0));
  auto other = NewBank(2, 50, office_of(1));
  EXPECT_TRUE(one->Withdraw(0, 80));
  EXPECT_EQ(asked[0], 1) << "another bank's office was asked";
  EXPECT_EQ(one->Balance(0), 20);
  EXPECT_EQ(other->Balance(0), 50);
  other->Deposit(0, 10);
  EXPECT_TRUE(other->Withdraw(0, 60));
  EXPECT_EQ(other->Balance(0), 0);
  EXPECT_EQ(one->Balance(0), 20);
}

// The office of one bank draws on another one.
TEST(Functional, TheOfficeUsesAnotherBank) {
  auto other = NewBank(1, 70, Yes);
  auto one = NewBank(1, 100, [&](int account, long amount) {
    return other->Withdraw(account, amount) && other->Balance(account) < 70;
  });
  EXPECT_TRUE(one->Withdraw(0, 60));
  EXPECT_EQ(one->Balance(0), 40);
  EXPECT_EQ(other->Balance(0), 10);
  EXPECT_FALSE(one->Withdraw(0, 20)) << "the other bank has not that much";
  EXPECT_EQ(one->Balance(0), 40);
}

// Two banks, and whoever comes to one has no business with the other.
TEST(Explore, TwoBanksAtOnce) {
  const std::unique_ptr<Bank> banks[] = {NewBank(1, 100, Yes), NewBank(1, 100, Yes)};
  kit::RunThreads(2, [&](int i) {
    EXPECT_TRUE(banks[i]->Withdraw(0, 60));
    EXPECT_EQ(banks[i]->Balance(0), 40);
    banks[i]->Deposit(0, 5);
    EXPECT_EQ(banks[i]->Balance(0), 45);
  });
}

}  // namespace
