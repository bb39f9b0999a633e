// The tests of lab 1: no visit may get lost, and the threads must still work at the same time.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "hit_counter.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

// Holds the first visit of each thread back until all have come, so that the threads do not run one
// after another. Gives up after many tries: a submission without parallel threads is the business
// of the Parallel test.
class SoftGate {
 public:
  explicit SoftGate(int threads) : missing_(threads), seen_(threads) {}

  void Arrive(int thread) {
    if (seen_[thread]) return;
    seen_[thread] = 1;
    missing_.fetch_sub(1, std::memory_order_relaxed);
    for (int i = 0; i < 1000 && missing_.load(std::memory_order_relaxed) > 0; ++i) sched_yield();
  }

 private:
  std::atomic<int> missing_;
  std::vector<char> seen_;  // by thread; each thread uses only its own
};

TEST(Functional, StartsAtZero) { EXPECT_EQ(NewHitCounter()->Report(), 0); }

TEST(Functional, OneThreadCountsEachVisit) {
  auto counter = NewHitCounter();
  const int visits = kit::RandomBetween(3, 30);
  int pages = 0;
  counter->Serve(1, visits, [&](int thread) {
    EXPECT_EQ(thread, 0);
    ++pages;
  });
  EXPECT_EQ(pages, visits);
  EXPECT_EQ(counter->Report(), visits);
}

TEST(Functional, CallsOfServeAddUp) {
  auto counter = NewHitCounter();
  counter->Serve(1, 3, [](int) {});
  counter->Serve(1, 0, [](int) {});
  counter->Serve(0, 5, [](int) {});
  counter->Serve(1, 4, [](int) {});
  EXPECT_EQ(counter->Report(), 7);
}

TEST(Functional, ManyVisits) {
  auto counter = NewHitCounter();
  counter->Serve(1, 70'000, [](int) {});
  EXPECT_EQ(counter->Report(), 70'000);
}

TEST(Functional, CountersAreIndependent) {
  auto one = NewHitCounter();
  auto two = NewHitCounter();
  one->Serve(1, 2, [](int) {});
  EXPECT_EQ(one->Report(), 2);
  EXPECT_EQ(two->Report(), 0);
}

TEST(Functional, APageServesAnotherCounter) {
  auto one = NewHitCounter();
  auto other = NewHitCounter();
  one->Serve(1, 3, [&](int) { other->Serve(1, 2, [](int) {}); });
  EXPECT_EQ(one->Report(), 3);
  EXPECT_EQ(other->Report(), 6);
}

TEST(Explore, TwoVisitsAreTwo) {
  auto counter = NewHitCounter();
  counter->Serve(2, 1, [](int) {});
  EXPECT_EQ(counter->Report(), 2);
}

TEST(Explore, ReportWhileOthersCount) {
  auto counter = NewHitCounter();
  counter->Serve(2, 2, [&](int) {
    const long seen = counter->Report();
    EXPECT_TRUE(seen >= 0 && seen <= 4) << "Report() said " << seen << " of 4 visits";
  });
  EXPECT_EQ(counter->Report(), 4);
}

// Whoever looks, sees a count that does not fall and is not ahead of the visits.
TEST(Explore, ReportNeverFalls) {
  auto counter = NewHitCounter();
  std::atomic<long> begun = 0;
  counter->Serve(2, 2, [&](int) {
    begun.fetch_add(1, std::memory_order_relaxed);
    const long first = counter->Report();
    const long second = counter->Report();
    EXPECT_LE(first, second) << "the count fell";
    EXPECT_LE(second, begun.fetch_add(0, std::memory_order_relaxed)) << "more hits than visits";
  });
  EXPECT_EQ(counter->Report(), 4);
}

// The visits are not shared out: each of the threads makes all of its own.
TEST(Explore, EachThreadMakesItsVisits) {
  auto counter = NewHitCounter();
  std::atomic<int> pages[2] = {0, 0};
  counter->Serve(2, 2, [&](int thread) { pages[thread].fetch_add(1, std::memory_order_relaxed); });
  for (const auto& made : pages) EXPECT_EQ(made, 2) << "a thread made another one's visits";
}

// Somebody who serves no page looks, also while Serve begins, ends, and begins again with more.
TEST(Explore, ReportBesideServe) {
  auto counter = NewHitCounter();
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      counter->Serve(1, 1, [](int) {});
      counter->Serve(2, 1, [](int) {});
      return;
    }
    const long first = counter->Report();
    const long second = counter->Report();
    EXPECT_LE(first, second) << "the count fell";
    EXPECT_LE(second, 3) << "more hits than visits";
  });
  EXPECT_EQ(counter->Report(), 3);
}

// Two counters at once, and neither knows of the other.
TEST(Explore, TwoCountersServe) {
  const std::unique_ptr<HitCounter> counters[] = {NewHitCounter(), NewHitCounter()};
  kit::RunThreads(2, [&](int i) {
    counters[i]->Serve(1, 1 + i, [](int) {});
    EXPECT_EQ(counters[i]->Report(), 1 + i) << "each visit is counted once, where it was made";
  });
}

// Many short visits: the threads meet in the count all the time.
TEST(Stress, NoVisitIsLost) {
  auto counter = NewHitCounter();
  long expected = 0;
  for (int round = 0; round < 3; ++round) {
    const int threads = kit::RandomBetween(3, 6);
    const int visits = kit::RandomBetween(3000, 5000);
    SoftGate gate(threads);
    counter->Serve(threads, visits, [&](int thread) { gate.Arrive(thread); });
    expected += static_cast<long>(threads) * visits;
    EXPECT_EQ(counter->Report(), expected) << "visits were lost or counted twice";
  }
}

// Many short calls: a visit that Serve does not wait for is missing when it returns.
TEST(Stress, ServeReturnsWhenAllIsCounted) {
  auto counter = NewHitCounter();
  for (int call = 1; call <= 60; ++call) {
    counter->Serve(2, 1, [](int) {});
    ASSERT_EQ(counter->Report(), 2 * call) << "Serve returned before each visit was counted";
  }
}

// Each page shows the count, so reading and counting overlap.
TEST(Stress, ReportNeverFalls) {
  auto counter = NewHitCounter();
  const int threads = kit::RandomBetween(2, 4);
  const int visits = kit::RandomBetween(200, 400);
  SoftGate gate(threads);
  std::vector<long> last(threads, -1);
  std::atomic<long> begun = 0;
  counter->Serve(threads, visits, [&](int thread) {
    begun.fetch_add(1, std::memory_order_relaxed);
    gate.Arrive(thread);
    const long seen = counter->Report();
    EXPECT_GE(seen, last[thread]) << "the count fell";
    EXPECT_LE(seen, begun.load(std::memory_order_relaxed)) << "more hits than visits";
    last[thread] = seen;
  });
  EXPECT_EQ(counter->Report(), static_cast<long>(threads) * visits);
}

// An onlooker reports all the time, while Serve begins and ends with more and more threads.
TEST(Stress, AnOnlookerReports) {
  for (int round = 0; round < 5; ++round) {
    auto counter = NewHitCounter();
    std::atomic<bool> serving = true;
    kit::RunThreads(2, [&](int i) {
      long last = 0;
      while (i == 1 && serving.load(std::memory_order_relaxed)) {
        const long seen = counter->Report();
        EXPECT_GE(seen, last) << "the count fell";
        last = seen;
        sched_yield();
      }
      if (i == 1) return;
      for (int threads = 1; threads <= 5; ++threads) counter->Serve(threads, 3, [](int) {});
      serving.store(false, std::memory_order_relaxed);
    });
    EXPECT_EQ(counter->Report(), 3 * (1 + 2 + 3 + 4 + 5));
  }
}

// Each page waits until all threads are inside a page: they must run at the same time.
TEST(Parallel, PagesOverlap) {
  auto counter = NewHitCounter();
  const int threads = 40;
  kit::Rendezvous all_inside(threads);
  std::vector<std::atomic<int>> pages(threads);
  counter->Serve(threads, 1, [&](int thread) {
    pages[thread].fetch_add(1, std::memory_order_relaxed);
    all_inside.Meet();
  });
  for (const auto& made : pages) EXPECT_EQ(made, 1) << "each thread has a number of its own";
  EXPECT_EQ(counter->Report(), threads);
}

// The explorer measures how many threads could be busy at a time; a sleep is work here.
TEST(Scaling, FourThreadsServeAtOnce) {
  auto counter = NewHitCounter();
  counter->Serve(4, 5, [](int) { std::this_thread::sleep_for(std::chrono::microseconds(10)); });
  EXPECT_EQ(counter->Report(), 20);
}

}  // namespace
