// The tests of lab 11: observers may do what they like, nobody calls the dead, and nobody waits.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "labs/kit/threads.h"
#include "listener.h"
#include "subject.h"

namespace {

// When observers are called in threads of their own, the other tests could end anyhow.
class Functional : public testing::Test {
 protected:
  void SetUp() override {
    if (elsewhere) GTEST_SKIP() << "observers are called in other threads";
  }
  inline static bool elsewhere = false;
};

TEST_F(Functional, ObserversAreToldInThisThread) {
  const auto here = std::make_shared<std::atomic<int>>(0);  // calls in this thread
  const auto listener = std::make_shared<Listener>([here, me = std::this_thread::get_id()](int) {
    if (std::this_thread::get_id() == me) ++*here;
  });
  auto subject = NewSubject();
  subject->Subscribe(listener);
  subject->Notify(1);
  elsewhere = *here != 1;
  EXPECT_EQ(*here, 1) << "calls in the thread that notifies, before Notify returned";
}

TEST_F(Functional, ObserversAreToldInTheirOrder) {
  std::vector<int> told;
  auto subject = NewSubject();
  subject->Notify(0);  // nobody is there
  std::vector<std::shared_ptr<Listener>> listeners;
  for (int i = 1; i <= 3; ++i) {
    listeners.push_back(
        std::make_shared<Listener>([&told, i](int event) { told.push_back(10 * event + i); }));
    subject->Subscribe(listeners.back());
  }
  subject->Notify(4);
  EXPECT_EQ(told, (std::vector<int>{41, 42, 43}));
}

// Some leave, others come: the order stays that of their subscription, whoever was made first.
TEST_F(Functional, TheOrderStaysWhenSomeLeave) {
  constexpr int kMany = 12;
  std::vector<int> told, expected;
  auto subject = NewSubject();
  std::vector<std::shared_ptr<Listener>> listeners;
  for (int i = 0; i < kMany; ++i) {
    listeners.push_back(std::make_shared<Listener>([&told, i](int) { told.push_back(i); }));
  }
  std::vector<int> tickets(kMany);
  const auto subscribe = [&](int i) { tickets[i] = subject->Subscribe(listeners[i]); };
  for (int n = 0; n < kMany - 2; ++n) subscribe(n * 7 % (kMany - 1));  // 0, 7, 3, 10, 6, 2 ...
  for (const int gone : {7, 2}) subject->Unsubscribe(tickets[gone]);
  subject->Notify(1);
  listeners[3] = nullptr;
  subject->Notify(2);
  for (const int late : {7, kMany - 1, 2}) subscribe(late);
  told.clear();
  subject->Notify(3);
  for (int n = 0; n < kMany - 2; ++n) {
    const int i = n * 7 % (kMany - 1);
    if (i != 7 && i != 2 && i != 3) expected.push_back(i);
  }
  for (const int late : {7, kMany - 1, 2}) expected.push_back(late);
  EXPECT_EQ(told, expected) << "they are told in the order of their subscription";
}

// Two subscriptions of one observer are two: each has a ticket, and ends for itself.
TEST_F(Functional, OneObserverSubscribesTwice) {
  for (const int first_to_end : {0, 1}) {
    std::atomic<int> calls = 0;
    auto subject = NewSubject();
    const auto listener = Counting(calls);
    const int tickets[] = {subject->Subscribe(listener), subject->Subscribe(listener)};
    EXPECT_NE(tickets[0], tickets[1]) << "tickets are not given twice";
    subject->Unsubscribe(tickets[first_to_end]);
    subject->Notify(1);
    EXPECT_EQ(calls, 1) << "one of its two subscriptions has not ended";
    subject->Unsubscribe(tickets[1 - first_to_end]);
    subject->Notify(2);
    EXPECT_EQ(calls, 1) << "both have ended";
  }
}

TEST_F(Functional, WhoUnsubscribedIsNotTold) {
  std::atomic<int> first = 0, second = 0;
  auto subject = NewSubject();
  const auto a = Counting(first), b = Counting(second);
  const int ticket = subject->Subscribe(a);
  subject->Subscribe(b);
  subject->Unsubscribe(ticket);
  subject->Unsubscribe(ticket);  // it has ended already
  EXPECT_NE(subject->Subscribe(Counting(first)), ticket) << "tickets are not given twice";
  subject->Notify(1);
  EXPECT_EQ(first, 0);
  EXPECT_EQ(second, 1);
}

// Its first observer, and only one, has gone before the second one comes.
TEST_F(Functional, TicketsAreNotGivenTwice) {
  for (const bool dies : {false, true}) {
    std::atomic<int> calls = 0;
    auto subject = NewSubject();
    auto first = Counting(calls);
    const auto second = Counting(calls);
    const int ticket = subject->Subscribe(first);
    dies ? first.reset() : subject->Unsubscribe(ticket);
    subject->Notify(1);
    EXPECT_NE(subject->Subscribe(second), ticket) << "tickets are not given twice";
    subject->Unsubscribe(ticket);  // it has ended already
    subject->Notify(2);
    EXPECT_EQ(calls, 1) << "the second one has not unsubscribed";
  }
}

TEST_F(Functional, ObserversAreNotKeptAlive) {
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  auto listener = Counting(calls);
  const std::weak_ptr<Listener> alive = listener;
  subject->Subscribe(listener);
  subject->Notify(1);
  listener.reset();
  EXPECT_TRUE(alive.expired()) << "the subject keeps an observer alive that nobody else needs";
  subject->Notify(2);
  EXPECT_EQ(calls, 1);
}

TEST_F(Functional, AnObserverUnsubscribesItself) {
  int ticket = 0, once = 0;
  std::atomic<int> others = 0;
  auto subject = NewSubject();
  const auto before = Counting(others), after = Counting(others);
  const auto listener = std::make_shared<Listener>([&](int) {
    ++once;
    subject->Unsubscribe(ticket);
  });
  subject->Subscribe(before);
  ticket = subject->Subscribe(listener);
  subject->Subscribe(after);
  subject->Notify(1);
  EXPECT_EQ(others, 2) << "who leaves does not make others miss an event";
  subject->Notify(2);
  EXPECT_EQ(once, 1) << "it has unsubscribed";
  EXPECT_EQ(others, 4);
}

TEST_F(Functional, AnObserverUnsubscribesOthers) {
  std::vector<int> tickets;
  std::atomic<int> others = 0;
  auto subject = NewSubject();
  const auto a = Counting(others), b = Counting(others), c = Counting(others);
  const auto listener = std::make_shared<Listener>([&](int) {
    for (int ticket : tickets) subject->Unsubscribe(ticket);
  });
  tickets.push_back(subject->Subscribe(a));
  subject->Subscribe(listener);
  tickets.push_back(subject->Subscribe(b));
  subject->Subscribe(c);
  subject->Notify(1);
  const int told = others;
  EXPECT_GE(told, 2) << "the first and the last did not leave before they were told";
  subject->Notify(2);
  EXPECT_EQ(others, told + 1) << "only the last is still there";
}

TEST_F(Functional, AnObserverSubscribesOthers) {
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  std::vector<std::shared_ptr<Listener>> added;
  const auto listener = std::make_shared<Listener>([&](int event) {
    for (int i = 0; event == 1 && i < 20; ++i) {
      added.push_back(Counting(calls));
      subject->Subscribe(added.back());
    }
  });
  subject->Subscribe(listener);
  subject->Notify(1);
  const int told = calls;
  subject->Notify(2);
  EXPECT_EQ(calls, told + 20) << "all of them have subscribed";
}

TEST_F(Functional, AnObserverNotifies) {
  std::vector<int> told;
  auto subject = NewSubject();
  const auto first = std::make_shared<Listener>([&](int event) {
    told.push_back(event);
    if (event == 1) subject->Notify(2);
  });
  const auto second = std::make_shared<Listener>([&](int event) { told.push_back(10 * event); });
  subject->Subscribe(first);
  subject->Subscribe(second);
  subject->Notify(1);
  EXPECT_EQ(told, (std::vector<int>{1, 2, 20, 10})) << "Notify returns when all have been told";
}

TEST_F(Functional, WhoUnsubscribedInACallIsNotToldOfTheNextEvent) {
  int ticket = 0;
  std::vector<int> told;
  auto subject = NewSubject();
  const auto first = std::make_shared<Listener>([&](int event) {
    if (event != 1) return;
    subject->Unsubscribe(ticket);
    subject->Notify(2);
  });
  const auto second = std::make_shared<Listener>([&](int event) { told.push_back(event); });
  subject->Subscribe(first);
  ticket = subject->Subscribe(second);
  subject->Notify(1);
  EXPECT_TRUE(told.empty() || told == std::vector<int>{1}) << "event 2 began after Unsubscribe";
}

// Who subscribes anew in each call may be called once more, but not for ever.
TEST_F(Functional, AnObserverSubscribesAgain) {
  int ticket = 0, calls = 0;
  auto subject = NewSubject();
  std::shared_ptr<Listener> listener;
  listener = std::make_shared<Listener>([&](int) {
    if (++calls > 100) return;
    subject->Unsubscribe(ticket);
    ticket = subject->Subscribe(listener);
  });
  ticket = subject->Subscribe(listener);
  subject->Notify(1);
  EXPECT_LE(calls, 2) << "Notify calls each observer once, then it returns";
  subject->Unsubscribe(ticket);
}

// The last owner lets go while the observer is called: it dies after that, and says goodbye.
TEST_F(Functional, AnObserverDiesWhileItIsTold) {
  int ticket = 0, deaths = 0;
  std::atomic<int> others = 0;
  std::shared_ptr<Listener> owner;
  auto subject = NewSubject();
  const auto before = Counting(others), after = Counting(others);
  owner = std::make_shared<Listener>(
      [&](int) {
        const int& dead = deaths;  // what this function has captured may die with it
        owner.reset();
        EXPECT_EQ(dead, 0) << "an observer is kept alive while it is called";
      },
      [&] {
        ++deaths;
        subject->Unsubscribe(ticket);
      });
  subject->Subscribe(before);
  ticket = subject->Subscribe(owner);
  subject->Subscribe(after);
  subject->Notify(1);
  EXPECT_EQ(deaths, 1);
  EXPECT_EQ(others, 2);
}

TEST(Explore, TwoNotify) {
  std::atomic<int> told[2] = {0, 0};
  auto subject = NewSubject();
  const auto listener = std::make_shared<Listener>([&](int event) { ++told[event]; });
  subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) {
    subject->Notify(i);
    EXPECT_EQ(told[i], 1) << "Notify returns when all have been told";
  });
}

TEST(Explore, TwoSubscribe) {
  std::atomic<int> calls = 0;
  int tickets[2];
  auto subject = NewSubject();
  const auto a = Counting(calls), b = Counting(calls);
  kit::RunThreads(2, [&](int i) { tickets[i] = subject->Subscribe(i == 0 ? a : b); });
  EXPECT_NE(tickets[0], tickets[1]);
  subject->Notify(1);
  EXPECT_EQ(calls, 2);
  for (int ticket : tickets) subject->Unsubscribe(ticket);
  subject->Notify(2);
  EXPECT_EQ(calls, 2) << "both have unsubscribed";
}

// The one that stays is told, whatever happens to the others; of the next event the new one is,
// too.
TEST(Explore, OneSubscribesAndUnsubscribes) {
  std::atomic<int> stays = 0, left = 0, came = 0;
  auto subject = NewSubject();
  const auto first = Counting(left), second = Counting(stays), third = Counting(came);
  const int ticket = subject->Subscribe(first);
  subject->Subscribe(second);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return subject->Notify(1);
    subject->Unsubscribe(ticket);
    subject->Subscribe(third);
  });
  EXPECT_EQ(stays, 1);
  const int left_before = left, came_before = came;
  subject->Notify(2);
  EXPECT_EQ(left, left_before) << "it has unsubscribed";
  EXPECT_EQ(came, came_before + 1) << "it has subscribed";
}

TEST(Explore, AnObserverDies) {
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  auto listener = Counting(calls);
  subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return subject->Notify(1);
    listener.reset();
  });
  EXPECT_LE(calls, 1);
}

TEST(Explore, AnObserverSaysGoodbye) {
  int ticket = 0;
  auto subject = NewSubject();
  auto listener = std::make_shared<Listener>([](int) {}, [&] { subject->Unsubscribe(ticket); });
  ticket = subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return subject->Notify(1);
    listener.reset();
  });
}

TEST(Explore, AnObserverSaysGoodbyeWhileAnotherSubscribes) {
  int ticket = 0;
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  auto listener = std::make_shared<Listener>([](int) {}, [&] { subject->Unsubscribe(ticket); });
  const auto other = Counting(calls);
  ticket = subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      subject->Unsubscribe(subject->Subscribe(other));
    } else {
      listener.reset();
    }
  });
}

// Two locks, the subject's and the observer's: nobody may wait for one with the other held.
TEST(Explore, AnObserverHasALockOfItsOwn) {
  std::mutex mutex;
  std::atomic<int> calls = 0;
  auto subject = NewSubject();
  const auto listener = std::make_shared<Listener>([&](int) { std::lock_guard lock(mutex); });
  const auto other = Counting(calls);
  subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return subject->Notify(1);
    std::lock_guard lock(mutex);
    subject->Unsubscribe(subject->Subscribe(other));
  });
}

// It leaves in two threads at once, and waits in none of them for the other one.
TEST(Explore, AnObserverLeavesInTwoThreads) {
  int ticket = 0;
  auto subject = NewSubject();
  const auto listener = std::make_shared<Listener>([&](int) { subject->Unsubscribe(ticket); });
  ticket = subject->Subscribe(listener);
  kit::RunThreads(2, [&](int i) { subject->Notify(i); });
}

// Each of two threads removes another observer in OnEvent, while the other one is in there, too.
TEST(Explore, ObserversUnsubscribeOthers) {
  std::atomic<int> calls = 0;
  int tickets[2];
  auto subject = NewSubject();
  const auto listener =
      std::make_shared<Listener>([&](int event) { subject->Unsubscribe(tickets[event]); });
  const auto a = Counting(calls), b = Counting(calls);
  subject->Subscribe(listener);
  tickets[0] = subject->Subscribe(a);
  tickets[1] = subject->Subscribe(b);
  kit::RunThreads(2, [&](int i) { subject->Notify(i); });
  subject->Notify(0);
  EXPECT_LE(calls, 4) << "both have unsubscribed";
}

}  // namespace
