// The tests of lab 9: each service is made once, and nobody gets one that is not whole.
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "test_services.h"

namespace {

// Asks for a service and looks at it.
const void* Use(Got (*get)()) {
  const Got got = get();
  EXPECT_TRUE(got.whole) << "this service is not ready yet";
  return got.object;
}

// Asks again when the constructor throws, at most four times, and counts the exceptions.
const void* UseInTheEnd(Got (*get)(), std::atomic<int>& thrown) {
  for (int i = 0; i < 4; ++i) {
    try {
      return Use(get);
    } catch (const std::runtime_error&) {
      thrown.fetch_add(1, std::memory_order_relaxed);
    }
  }
  ADD_FAILURE() << "the constructor does not throw any more, but The() still does";
  return nullptr;
}

TEST(Functional, AllCallsReturnTheSameObject) {
  const Rates& rates = NewRates();
  const void* first = Use(rates.get);
  EXPECT_EQ(Use(rates.get), first);
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran more than once";
}

TEST(Functional, EachTypeIsAServiceOfItsOwn) {
  const Rates& first = NewRates();
  const Rates& second = NewRates();
  EXPECT_NE(Use(first.get), Use(second.get));
  EXPECT_EQ(first.Made(), 1);
  EXPECT_EQ(second.Made(), 1);
}

TEST(Functional, AServiceMayNeedAnother) {
  const Rates& rates = NewRates();
  const void* shop = Use(rates.shop);
  EXPECT_EQ(Use(rates.shop), shop);
  Use(rates.get);
  EXPECT_EQ(rates.Made(), 1);
  const Rates& made_before = NewRates();
  Use(made_before.get);
  Use(made_before.shop);
  EXPECT_EQ(made_before.Made(), 1);
  const Rates& far = NewRates();
  Use(far.chain);
  EXPECT_EQ(far.Made(), 1);
}

TEST(Functional, AfterAnExceptionTheNextCallTriesAgain) {
  const Rates& rates = NewRates();
  rates.orders->failures = 1;
  if (rates.Made() == 0) {  // else it was made before main() began
    EXPECT_THROW(rates.get(), std::runtime_error);
  }
  Use(rates.get);
  Use(rates.get);
  EXPECT_EQ(rates.Made(), 1);
}

TEST(Functional, AnExceptionMayBeOfAnyType) {
  const Rates& rates = NewRates();
  rates.orders->failures = 1;
  rates.orders->odd = true;
  if (rates.Made() == 0) {
    EXPECT_THROW(rates.get(), int);
  }
  Use(rates.get);
  EXPECT_EQ(rates.Made(), 1);
}

// Who made the service, or asked for it, is gone before somebody else needs it.
TEST(Functional, ItOutlivesWhoMadeIt) {
  const Rates& rates = NewRates();
  const void* got[2];
  for (const void*& each : got) kit::RunThreads(1, [&](int) { each = Use(rates.get); });
  EXPECT_EQ(rates.orders->gone, 0) << "the object was destroyed before main() was over";
  EXPECT_EQ(Use(rates.get), got[0]);
  EXPECT_EQ(got[1], got[0]);
}

// The exception passes through the shop that needs the rates: nothing of either was made.
TEST(Functional, AnExceptionPassesThroughWhoNeedsIt) {
  const Rates& rates = NewRates();
  rates.orders->failures = 1;
  if (rates.Made() == 0) {
    EXPECT_THROW(rates.shop(), std::runtime_error);
  }
  Use(rates.shop);
  EXPECT_EQ(rates.Made(), 1);
}

TEST(Explore, TwoNeedIt) {
  const Rates& rates = NewRates();
  const void* got[2];
  kit::RunThreads(2, [&](int i) { got[i] = Use(rates.get); });
  EXPECT_EQ(got[0], got[1]) << "two threads got two objects";
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran more than once";
}

TEST(Explore, ThreeNeedIt) {
  const Rates& rates = NewRates();
  const void* got[3];
  kit::RunThreads(3, [&](int i) { got[i] = Use(rates.get); });
  EXPECT_TRUE(got[0] == got[1] && got[1] == got[2]) << "three threads got different objects";
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran more than once";
}

TEST(Explore, OneNeedsItForAnother) {
  const Rates& rates = NewRates();
  kit::RunThreads(2, [&](int i) { Use(i == 0 ? rates.shop : rates.get); });
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran more than once";
}

// Whoever gets the exception gives up; who waited for that try goes on.
TEST(Explore, OneGivesUp) {
  const Rates& rates = NewRates();
  rates.orders->failures = 1;
  std::atomic<int> thrown{0};
  kit::RunThreads(2, [&](int i) {
    if (i == 1) {
      UseInTheEnd(rates.get, thrown);
      return;
    }
    try {
      Use(rates.get);
    } catch (const std::runtime_error&) {
    }
  });
  EXPECT_EQ(rates.Made(), 1);
}

TEST(Explore, TwoServicesAtOnce) {
  const Rates* rates[2] = {&NewRates(), &NewRates()};
  kit::RunThreads(2, [&](int i) { Use(rates[i]->shop); });
}

TEST(Explore, TheFirstTryFails) {
  const Rates& rates = NewRates();
  rates.orders->failures = 1;
  std::atomic<int> thrown{0};
  const void* got[2];
  kit::RunThreads(2, [&](int i) { got[i] = UseInTheEnd(rates.get, thrown); });
  EXPECT_LE(thrown, 1) << "who did not run the constructor got its exception";
  EXPECT_EQ(got[0], got[1]) << "two threads got two objects";
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran to its end more than once";
}

// Some threads need one service at the same time, while its constructor takes its time.
TEST(Stress, ManyNeedItAtOnce) {
  for (int round = 0; round < 16; ++round) {
    const Rates& rates = NewRates();
    const int threads = kit::RandomBetween(2, 6);
    rates.orders->yields = kit::RandomBetween(0, 20);
    std::atomic<const void*> one{nullptr};
    kit::RunThreads(threads, [&](int) {
      for (int n = 0; n < 10; ++n) {
        const void* mine = Use(rates.get);
        const void* other = one.exchange(mine, std::memory_order_relaxed);
        EXPECT_TRUE(other == nullptr || other == mine) << "two threads got two objects";
      }
    });
    EXPECT_EQ(rates.Made(), 1) << "the constructor ran more than once";
  }
}

// Three tries fail; whoever asks often enough gets the service.
TEST(Stress, SomeTriesFail) {
  const Rates& rates = NewRates();
  rates.orders->failures = 3;
  rates.orders->yields = kit::RandomBetween(0, 20);
  std::atomic<int> thrown{0};
  kit::RunThreads(4, [&](int) { UseInTheEnd(rates.get, thrown); });
  EXPECT_LE(thrown, 3) << "who did not run the constructor got its exception";
  EXPECT_EQ(rates.Made(), 1) << "the constructor ran to its end more than once";
}

// Both constructors are at work at the same time.
TEST(Parallel, TwoServicesAreMadeAtOnce) {
  const Rates* rates[2] = {&NewRates(), &NewRates()};
  kit::Rendezvous meeting(2);
  for (const Rates* each : rates) each->orders->meeting = &meeting;
  kit::RunThreads(2, [&](int i) { Use(rates[i]->get); });
}

TEST(Parallel, ManyServicesAreMadeAtOnce) {
  constexpr int kMany = 20;
  const Rates* rates[kMany];
  kit::Rendezvous meeting(kMany);
  for (const Rates*& each : rates) {
    each = &NewRates();
    each->orders->meeting = &meeting;
  }
  kit::RunThreads(kMany, [&](int i) { Use(rates[i]->get); });
}

// A constructor goes on only after another thread has used a service that was made before.
TEST(Parallel, AServiceThatIsThereCanBeHad) {
  const Rates& ready = NewRates();
  const Rates& slow = NewRates();
  Use(ready.get);
  kit::Rendezvous meeting(2);
  slow.orders->meeting = &meeting;
  const bool early = slow.Made() > 0;  // made before main() began: nobody to meet
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      Use(slow.get);
    } else if (!early) {
      Use(ready.get);
      meeting.Meet();
    }
  });
}

}  // namespace
