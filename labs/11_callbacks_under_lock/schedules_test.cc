// More tests of lab 11: many threads, and slow observers.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <climits>
#include <memory>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "listener.h"
#include "subject.h"

namespace {

TEST(Stress, WhoStaysIsToldOfEverything) {
  const int events = kit::RandomBetween(100, 200);
  std::atomic<int> stays = 0, passing = 0;
  auto subject = NewSubject();
  const auto stayer = Counting(stays);
  subject->Subscribe(Counting(passing));  // dead already
  subject->Subscribe(stayer);
  kit::RunThreads(4, [&](int i) {
    for (int n = 0; n < events; ++n) {
      if (i < 2) {
        subject->Notify(n);
      } else {
        auto passer = Counting(passing);
        const int ticket = subject->Subscribe(passer);
        if (n % 2 == 0) subject->Unsubscribe(ticket);
        if (n % 3 == 0) subject->Notify(n);
      }
    }
  });
  EXPECT_EQ(stays, 2 * events + 2 * ((events + 2) / 3)) << "an observer missed an event";
}

// They subscribe one after another, each in a thread of its own.
TEST(Stress, TheyAreToldInTheOrderOfSubscription) {
  const int observers = kit::RandomBetween(4, 6);
  std::vector<int> told, expected;
  std::vector<std::shared_ptr<Listener>> listeners(3 * observers);
  std::atomic<int> turn = 0;
  auto subject = NewSubject();
  kit::RunThreads(observers, [&](int i) {
    for (int n = observers - 1 - i; n < 3 * observers; n += observers) {
      while (turn.load(std::memory_order_acquire) != n) sched_yield();
      listeners[n] = std::make_shared<Listener>([&told, n](int) { told.push_back(n); });
      subject->Subscribe(listeners[n]);
      turn.store(n + 1, std::memory_order_release);
    }
  });
  for (int n = 0; n < 3 * observers; ++n) expected.push_back(n);
  subject->Notify(1);
  EXPECT_EQ(told, expected);
}

// Events are numbered. Who has unsubscribed at number n is told of nothing that begins later.
TEST(Stress, NothingComesAfterGoodbye) {
  const int rounds = kit::RandomBetween(50, 100);
  std::atomic<int> number = 0, late = 0;
  auto subject = NewSubject();
  kit::RunThreads(3, [&](int) {
    for (int n = 0; n < rounds; ++n) {
      const auto end = std::make_shared<std::atomic<int>>(INT_MAX);
      const auto listener = std::make_shared<Listener>([&late, end](int event) {
        if (event > *end) late = 1;
      });
      const int ticket = subject->Subscribe(listener);
      subject->Notify(++number);
      subject->Unsubscribe(ticket);
      *end = number.load();
    }
  });
  EXPECT_EQ(late, 0) << "an observer was told of an event after Unsubscribe";
}

TEST(Parallel, TwoAreToldAtTheSameTime) {
  kit::Rendezvous both(2);
  auto subject = NewSubject();
  const auto listener = std::make_shared<Listener>([&](int) { both.Meet(); });
  subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) { subject->Notify(i); });
}

TEST(Parallel, ASlowObserverKeepsNobodyWaiting) {
  kit::Rendezvous begun(2), done(2);
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  const auto slow = std::make_shared<Listener>([&](int event) {
    if (event != 1) return;
    begun.Meet();
    done.Meet();
  });
  const auto other = Counting(calls);
  subject->Subscribe(slow);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return subject->Notify(1);
    begun.Meet();
    const int ticket = subject->Subscribe(other);
    subject->Notify(2);
    subject->Unsubscribe(ticket);
    done.Meet();
  });
  EXPECT_GE(calls, 1);
}

}  // namespace
