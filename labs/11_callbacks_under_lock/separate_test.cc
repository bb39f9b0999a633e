// More tests of lab 11: a subject knows nothing of another one.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <vector>

#include "labs/kit/threads.h"
#include "listener.h"
#include "subject.h"

namespace {

// A subject knows nothing of another one.
TEST(Explore, SubjectsHaveNothingInCommon) {
  std::atomic<int> calls[2] = {0, 0};
  auto one = NewSubject();
  auto other = NewSubject();
  const auto a = Counting(calls[0]), b = Counting(calls[1]), both = Counting(calls[1]);
  const int ticket = one->Subscribe(a);
  const int there = other->Subscribe(b);
  one->Subscribe(both);
  other->Subscribe(both);
  one->Notify(1);
  EXPECT_EQ(calls[0], 1);
  EXPECT_EQ(calls[1], 1);
  one->Unsubscribe(ticket);
  other->Notify(2);
  EXPECT_EQ(calls[0], 1);
  EXPECT_EQ(calls[1], 3) << "it has unsubscribed from another subject";
  other->Unsubscribe(there);
  one->Notify(3);
  other->Notify(4);
  EXPECT_EQ(calls[0], 1);
  EXPECT_EQ(calls[1], 5);
}

// What one subject tells, an observer passes on to another one.
TEST(Explore, AnObserverTellsAnotherSubject) {
  std::vector<int> told;
  auto one = NewSubject();
  auto other = NewSubject();
  const auto last = std::make_shared<Listener>([&](int event) { told.push_back(event); });
  const auto between = std::make_shared<Listener>([&](int event) {
    other->Unsubscribe(other->Subscribe(last));
    other->Notify(10 * event);
  });
  other->Subscribe(last);
  one->Subscribe(between);
  one->Subscribe(last);
  one->Notify(1);
  EXPECT_EQ(told, (std::vector<int>{10, 1}));
}

// Two subjects, and whoever uses one has no business with the other.
TEST(Explore, TwoSubjectsAtOnce) {
  std::atomic<int> calls[2] = {0, 0};
  const std::unique_ptr<Subject> subjects[] = {NewSubject(), NewSubject()};
  kit::RunThreads(2, [&](int i) {
    const auto first = Counting(calls[i]), second = Counting(calls[i]);
    const int ticket = subjects[i]->Subscribe(first);
    subjects[i]->Subscribe(second);
    subjects[i]->Notify(1);
    subjects[i]->Unsubscribe(ticket);
    subjects[i]->Notify(2);
    EXPECT_EQ(calls[i], 3);
  });
}

}  // namespace
