// Lab 12: drives the warehouse, first with one thread, then with a few, then with many.
#include <atomic>
#include <vector>

#include "gtest/gtest.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "warehouse.h"

namespace {

int SumOfStock(const Warehouse& warehouse) {
  int sum = 0;
  for (int item = 0; item < Warehouse::kItems; ++item) sum += warehouse.InStock(item);
  return sum;
}

int SumOfJournal(const Warehouse& warehouse) {
  int sum = 0;
  for (const Shipment& shipment : warehouse.Journal()) sum += shipment.amount;
  return sum;
}

// At rest, what came in is in stock or in the journal, and the two counters agree with the lists.
void ExpectBalanced(const Warehouse& warehouse, int received) {
  EXPECT_EQ(SumOfStock(warehouse), warehouse.Total());
  EXPECT_EQ(warehouse.Total() + SumOfJournal(warehouse), received);
  EXPECT_EQ(static_cast<int>(warehouse.Journal().size()), warehouse.Shipments());
}

TEST(Functional, ReceivingAndShippingChangeTheStock) {
  Warehouse warehouse;
  EXPECT_EQ(warehouse.Total(), 0);
  warehouse.Receive(1, 10);
  warehouse.Receive(2, 5);
  EXPECT_TRUE(warehouse.Ship(1, 4));
  EXPECT_EQ(warehouse.InStock(0), 0);
  EXPECT_EQ(warehouse.InStock(1), 6);
  EXPECT_EQ(warehouse.InStock(2), 5);
  EXPECT_EQ(warehouse.Total(), 11);
}

TEST(Functional, AnOrderThatIsTooLargeChangesNothing) {
  Warehouse warehouse;
  warehouse.Receive(3, 2);
  EXPECT_FALSE(warehouse.Ship(3, 3));
  EXPECT_EQ(warehouse.InStock(3), 2);
  EXPECT_EQ(warehouse.Total(), 2);
  EXPECT_EQ(warehouse.Shipments(), 0);
}

TEST(Functional, TheJournalKeepsTheOrder) {
  Warehouse warehouse;
  const std::vector<Shipment> shipped = {{2, 3}, {0, 1}, {2, 1}, {1, 2}, {0, 1}};
  for (const auto& [item, amount] : shipped) {
    warehouse.Receive(item, 9);
    ASSERT_TRUE(warehouse.Ship(item, amount));
  }
  const std::vector<Shipment> journal = warehouse.Journal();
  ASSERT_EQ(journal.size(), shipped.size());
  for (size_t i = 0; i < shipped.size(); ++i) {
    EXPECT_EQ(journal[i].item, shipped[i].item) << "shipment " << i;
    EXPECT_EQ(journal[i].amount, shipped[i].amount) << "shipment " << i;
  }
  EXPECT_EQ(warehouse.Shipments(), 5);
}

// More than two bytes count, of pieces and of shipments.
TEST(Functional, ALongYear) {
  constexpr int kMany = 70'000;
  Warehouse warehouse;
  for (int item = 0; item < Warehouse::kItems; ++item) warehouse.Receive(item, kMany);
  EXPECT_EQ(warehouse.Total(), Warehouse::kItems * kMany);
  for (int n = 0; n < kMany; ++n) ASSERT_TRUE(warehouse.Ship(n % Warehouse::kItems, 1));
  EXPECT_EQ(warehouse.InStock(0), kMany - kMany / Warehouse::kItems);
  EXPECT_EQ(warehouse.Shipments(), kMany);
  ExpectBalanced(warehouse, Warehouse::kItems * kMany);
}

TEST(Explore, TwoClerksOneLastPiece) {
  Warehouse warehouse;
  warehouse.Receive(0, 1);
  std::atomic<int> shipped{0};
  kit::RunThreads(2,
                  [&](int) { shipped.fetch_add(warehouse.Ship(0, 1), std::memory_order_relaxed); });
  EXPECT_EQ(shipped, 1) << "the last piece must be sold once";
  EXPECT_EQ(warehouse.InStock(0), 0);
}

TEST(Explore, TwoDeliveriesAtOnce) {
  Warehouse warehouse;
  kit::RunThreads(2, [&](int) { warehouse.Receive(0, 1); });
  ExpectBalanced(warehouse, 2);
}

TEST(Explore, ReadTheTotalWhileReceiving) {
  Warehouse warehouse;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) warehouse.Receive(0, 1);
    if (i == 1) {
      EXPECT_LE(warehouse.Total(), 1);
    }
  });
  ExpectBalanced(warehouse, 1);
}

// The stock only grows, so what is seen of one item is part of any later total.
TEST(Explore, TheTotalFollowsTheStock) {
  Warehouse warehouse;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return warehouse.Receive(0, 1);
    const int seen = warehouse.InStock(0);
    EXPECT_GE(warehouse.Total(), seen) << "the total is the sum of the stock";
  });
}

// A piece goes, then another one comes: two were never there.
void ExpectTrueTotals(int goes, int comes) {
  Warehouse warehouse;
  warehouse.Receive(goes, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 1) {
      EXPECT_LE(warehouse.Total(), 1) << "a total of no moment";
      return;
    }
    EXPECT_TRUE(warehouse.Ship(goes, 1));
    warehouse.Receive(comes, 1);
  });
}

TEST(Explore, TheTotalIsOfOneMomentUp) { ExpectTrueTotals(0, 1); }
TEST(Explore, TheTotalIsOfOneMomentDown) { ExpectTrueTotals(1, 0); }

// "False, and nothing changes": not for a moment.
TEST(Explore, AnOrderThatIsTooLargeIsNeverSeen) {
  Warehouse warehouse;
  warehouse.Receive(0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_FALSE(warehouse.Ship(0, 2));
      return;
    }
    EXPECT_EQ(warehouse.Shipments(), 0);
    EXPECT_EQ(warehouse.InStock(0), 1);
    EXPECT_EQ(warehouse.Total(), 1);
  });
}

TEST(Explore, ReadTheStockWhileShipping) {
  Warehouse warehouse;
  warehouse.Receive(0, 2);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_TRUE(warehouse.Ship(0, 1));
    }
    if (i == 1) {
      EXPECT_GE(warehouse.InStock(0), 1);
    }
  });
  ExpectBalanced(warehouse, 2);
}

TEST(Explore, ReadTheJournalWhileShipping) {
  Warehouse warehouse;
  warehouse.Receive(0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) warehouse.Ship(0, 1);
    if (i == 1) {
      EXPECT_LE(SumOfJournal(warehouse), 1);
    }
  });
  ExpectBalanced(warehouse, 1);
}

TEST(Explore, CountShipmentsWhileShipping) {
  Warehouse warehouse;
  warehouse.Receive(0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) warehouse.Ship(0, 1);
    if (i == 1) {
      EXPECT_LE(warehouse.Shipments(), 1);
    }
  });
  ExpectBalanced(warehouse, 1);
}

// What one call has shown, the next one shows too.
TEST(Explore, TheJournalAndItsLengthAgree) {
  Warehouse warehouse;
  warehouse.Receive(0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return void(warehouse.Ship(0, 1));
    const int counted = warehouse.Shipments();
    const int listed = static_cast<int>(warehouse.Journal().size());
    EXPECT_GE(listed, counted) << "a shipment was counted, and is not in the journal";
    EXPECT_GE(warehouse.Shipments(), listed) << "a shipment is in the journal, and is not counted";
  });
}

// Again and again several clerks want the only piece.
TEST(Stress, TheLastPieceIsSoldOnce) {
  for (int round = 0; round < 12; ++round) {
    Warehouse warehouse;
    warehouse.Receive(2, 1);
    std::atomic<int> shipped{0};
    kit::RunThreads(
        3, [&](int) { shipped.fetch_add(warehouse.Ship(2, 1), std::memory_order_relaxed); });
    ASSERT_EQ(shipped, 1) << "the only piece must be sold once";
    ExpectBalanced(warehouse, 1);
  }
}

// More orders than pieces: every piece is sold once, whoever gets it.
TEST(Stress, ManyClerksSellOut) {
  const int clerks = kit::RandomBetween(4, 6);
  const int orders = kit::RandomBetween(80, 120);
  const int pieces = orders * clerks / 2;
  Warehouse warehouse;
  warehouse.Receive(1, pieces);
  std::atomic<int> shipped{0};
  kit::RunThreads(clerks, [&](int) {
    int mine = 0;  // relaxed and once: counting must not put the clerks in an order
    for (int i = 0; i < orders; ++i) mine += warehouse.Ship(1, 1);
    shipped.fetch_add(mine, std::memory_order_relaxed);
  });
  EXPECT_EQ(shipped, pieces);
  EXPECT_EQ(warehouse.InStock(1), 0);
  ExpectBalanced(warehouse, pieces);
}

// Goods come and go while two managers watch the numbers and the journal.
TEST(Stress, ComingGoingAndWatching) {
  const int rounds = kit::RandomBetween(60, 100);
  Warehouse warehouse;
  kit::RunThreads(6, [&](int i) {
    for (int round = 0; round < rounds; ++round) {
      const int item = (i + round) % Warehouse::kItems;
      if (i < 2) warehouse.Receive(item, 2);
      if (i == 2 || i == 3) warehouse.Ship(item, 1);
      if (i == 4) {
        EXPECT_GE(warehouse.InStock(item), 0) << "more was sold than there was";
        EXPECT_GE(warehouse.Total(), 0) << "more was sold than there was";
      }
      if (i == 5) {
        EXPECT_LE(SumOfJournal(warehouse), 2 * rounds);
        EXPECT_LE(warehouse.Shipments(), 2 * rounds);
      }
    }
  });
  ExpectBalanced(warehouse, 2 * 2 * rounds);
}

}  // namespace
