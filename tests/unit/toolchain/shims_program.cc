// Small programs for shims_test.cc, which builds this file as a lab: Clean.* must run under
// ThreadSanitizer without a report, each Racy.* with one. Their names say what they are about.
#include <gtest/gtest.h>

#include <atomic>
#include <boost/thread/mutex.hpp>
#include <boost/thread/once.hpp>
#include <boost/thread/thread.hpp>
#include <chrono>
#include <mutex>
#include <thread>

#include "absl/base/call_once.h"
#include "absl/synchronization/barrier.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"

namespace {

constexpr int kTimes = 200;

// Runs both functions at the same time, each in a thread of its own.
template <typename First, typename Second>
void Both(First first, Second second) {
  std::thread other(second);
  std::thread one(first);
  one.join();
  other.join();
}

template <typename Function>
void Twice(Function function) {
  Both(function, function);
}

TEST(Clean, AbslMutex) {
  absl::Mutex mutex;
  int hits = 0;
  Twice([&] {
    for (int i = 0; i < kTimes; ++i) {
      absl::MutexLock lock(&mutex);
      mutex.AssertHeld();
      ++hits;
    }
  });
  EXPECT_EQ(hits, 2 * kTimes);
}

TEST(Racy, AbslMutexOnOneSideOnly) {
  absl::Mutex mutex;
  int hits = 0;
  Both(
      [&] {
        absl::MutexLock lock(&mutex);
        ++hits;
      },
      [&] { ++hits; });
}

TEST(Clean, AbslMutexTryLock) {
  absl::Mutex mutex;
  int hits = 0;
  Twice([&] {
    for (int i = 0; i < kTimes; ++i) {
      while (!mutex.TryLock()) std::this_thread::yield();
      ++hits;
      mutex.Unlock();
    }
  });
  EXPECT_EQ(hits, 2 * kTimes);
}

TEST(Clean, AbslReaderMutexLock) {
  absl::Mutex mutex;
  int value = 0, sum = 0;
  Both(
      [&] {
        for (int i = 0; i < kTimes; ++i) {
          absl::ReaderMutexLock lock(&mutex);
          sum += value;
        }
      },
      [&] {
        for (int i = 0; i < kTimes; ++i) {
          absl::WriterMutexLock lock(&mutex);
          ++value;
        }
      });
  EXPECT_EQ(value, kTimes);
}

TEST(Racy, AbslReaderMutexLockThatWrites) {
  absl::Mutex mutex;
  int value = 0;
  Twice([&] {
    absl::ReaderMutexLock lock(&mutex);
    ++value;
  });
}

TEST(Clean, AbslCondVar) {
  absl::Mutex mutex;
  absl::CondVar changed;
  int turn = 0;
  const auto play = [&](int mine) {
    for (int i = 0; i < kTimes; ++i) {
      absl::MutexLock lock(&mutex);
      while (turn != mine) changed.Wait(&mutex);
      turn = 1 - mine;
      changed.Signal();
    }
  };
  Both([&] { play(0); }, [&] { play(1); });
  absl::MutexLock lock(&mutex);
  while (!changed.WaitWithTimeout(&mutex, absl::Milliseconds(1))) {
  }
}

TEST(Racy, AbslCondVarWithoutItsMutex) {
  absl::Mutex mutex;
  absl::CondVar changed;
  bool ready = false;
  Both(
      [&] {
        absl::MutexLock lock(&mutex);
        while (!ready) changed.WaitWithTimeout(&mutex, absl::Milliseconds(1));
      },
      [&] {
        ready = true;
        changed.SignalAll();
      });
}

TEST(Clean, AbslAwait) {
  absl::Mutex mutex;
  bool ready = false;
  int value = 0;
  Both(
      [&] {
        mutex.Lock();
        mutex.Await(absl::Condition(&ready));
        EXPECT_EQ(value, 1);
        mutex.Unlock();
      },
      [&] {
        absl::MutexLock lock(&mutex);
        value = 1;
        ready = true;
      });
}

TEST(Clean, AbslAwaitByAWriterWakesOthers) {
  absl::Mutex mutex;
  int turn = 0;
  const auto play = [&](int mine) {
    absl::MutexLock lock(&mutex);
    const auto is_mine = [&] { return turn % 2 == mine; };
    for (int i = 0; i < kTimes; ++i) {
      mutex.Await(absl::Condition(&is_mine));
      ++turn;
    }
  };
  Both([&] { play(0); }, [&] { play(1); });
  EXPECT_EQ(turn, 2 * kTimes);
}

TEST(Clean, AbslAwaitWithTimeout) {
  absl::Mutex mutex;
  bool ready = false;
  absl::MutexLock lock(&mutex);
  EXPECT_FALSE(mutex.AwaitWithTimeout(absl::Condition(&ready), absl::Milliseconds(1)));
  EXPECT_TRUE(mutex.AwaitWithTimeout(absl::Condition::kTrue, absl::Milliseconds(1)));
}

TEST(Clean, AbslLockWhen) {
  absl::Mutex mutex;
  int items = 0;
  const auto some = [&] { return items > 0; };
  Both(
      [&] {
        for (int i = 0; i < kTimes; ++i) {
          mutex.LockWhen(absl::Condition(&some));
          --items;
          mutex.Unlock();
        }
      },
      [&] {
        for (int i = 0; i < kTimes; ++i) {
          absl::MutexLock lock(&mutex);
          ++items;
        }
      });
  absl::MutexLock lock(&mutex);
  EXPECT_EQ(items, 0);
}

TEST(Clean, AbslReaderLockWhen) {
  absl::Mutex mutex;
  bool ready = false;
  Both(
      [&] {
        mutex.ReaderLockWhen(absl::Condition(&ready));
        EXPECT_TRUE(ready);
        mutex.ReaderUnlock();
      },
      [&] {
        absl::MutexLock lock(&mutex);
        ready = true;
      });
}

TEST(Clean, AbslNotification) {
  for (int i = 0; i < kTimes; ++i) {
    absl::Notification done;
    int value = 0;
    Both(
        [&] {
          done.WaitForNotification();
          EXPECT_EQ(value, 1);
        },
        [&] {
          value = 1;
          done.Notify();
        });
  }
}

TEST(Racy, AbslNotificationTooEarly) {
  absl::Notification done;
  int value = 0;
  Both(
      [&] {
        done.WaitForNotification();
        EXPECT_GE(value, 0);
      },
      [&] {
        done.Notify();
        value = 1;
      });
}

TEST(Clean, AbslBlockingCounter) {
  for (int i = 0; i < kTimes; ++i) {
    absl::BlockingCounter counter(2);
    int values[2] = {};
    std::thread one([&] { values[0] = 1, counter.DecrementCount(); });
    std::thread two([&] { values[1] = 1, counter.DecrementCount(); });
    counter.Wait();
    EXPECT_EQ(values[0] + values[1], 2);
    one.join();
    two.join();
  }
}

TEST(Clean, AbslBarrier) {
  auto* barrier = new absl::Barrier(2);
  int values[2] = {};
  const auto meet = [&](int mine) {
    values[mine] = 1;
    const bool last = barrier->Block();
    EXPECT_EQ(values[1 - mine], 1);
    if (last) delete barrier;
  };
  Both([&] { meet(0); }, [&] { meet(1); });
}

TEST(Clean, AbslCallOnce) {
  for (int i = 0; i < kTimes; ++i) {
    absl::once_flag flag;
    int value = 0;
    Twice([&] {
      absl::call_once(flag, [&] { ++value; });
      EXPECT_EQ(value, 1);
    });
  }
}

TEST(Racy, AbslCallOnceAfterTheUse) {
  absl::once_flag flag;
  int value = 0;
  Twice([&] {
    const int before = value;
    absl::call_once(flag, [&] { ++value; });
    EXPECT_LE(before, 1);
  });
}

TEST(Clean, BoostCallOnce) {
  for (int i = 0; i < kTimes; ++i) {
    boost::once_flag flag = BOOST_ONCE_INIT;
    int value = 0;
    Twice([&] {
      boost::call_once(flag, [&] { ++value; });
      EXPECT_EQ(value, 1);
    });
  }
}

TEST(Clean, BoostCallOnceThatThrowsIsTriedAgain) {
  boost::once_flag flag = BOOST_ONCE_INIT;
  int calls = 0;
  const auto call = [&] {
    if (++calls == 1) throw calls;
  };
  EXPECT_THROW(boost::call_once(flag, call), int);
  boost::call_once(flag, call);
  boost::call_once(flag, call);
  EXPECT_EQ(calls, 2);
}

TEST(Racy, BoostCallOnceAfterTheUse) {
  boost::once_flag flag = BOOST_ONCE_INIT;
  int value = 0;
  Twice([&] {
    const int before = value;
    boost::call_once(flag, [&] { ++value; });
    EXPECT_LE(before, 1);
  });
}

struct Large {
  long values[3];
};

// libatomic's, whose size no instruction has.
TEST(Clean, AtomicOfALargeStruct) {
  std::atomic<Large> published{Large{}};
  int data = 0;
  Both(
      [&] {
        data = 5;
        Large none{}, some{{1, 2, 3}};
        EXPECT_TRUE(published.compare_exchange_strong(none, some));
      },
      [&] {
        while (published.load().values[2] == 0) std::this_thread::yield();
        EXPECT_EQ(data, 5);
        EXPECT_EQ(published.exchange(Large{}).values[0], 1);
      });
}

TEST(Racy, AtomicOfALargeStructNotWaitedFor) {
  std::atomic<Large> published{Large{}};
  int data = 0;
  Both(
      [&] {
        data = 5;
        published.store(Large{{1, 2, 3}});
      },
      [&] { data += static_cast<int>(Large(published).values[2]); });
}

TEST(Clean, StdTimedMutex) {
  std::timed_mutex mutex;
  int hits = 0;
  Twice([&] {
    for (int i = 0; i < kTimes; ++i) {
      while (!mutex.try_lock_for(std::chrono::seconds(1))) {
      }
      ++hits;
      mutex.unlock();
    }
  });
  std::lock_guard lock(mutex);
  std::thread([&] { EXPECT_FALSE(mutex.try_lock_for(std::chrono::milliseconds(1))); }).join();
  EXPECT_EQ(hits, 2 * kTimes);
}

TEST(Racy, StdTimedMutexNotWaitedFor) {
  std::timed_mutex mutex;
  int hits = 0;
  Both(
      [&] {
        std::lock_guard lock(mutex);
        ++hits;
      },
      [&] { ++hits; });
}

TEST(Clean, BoostTimedMutex) {
  boost::timed_mutex mutex;
  int hits = 0;
  Twice([&] {
    for (int i = 0; i < kTimes; ++i) {
      while (!mutex.try_lock_for(boost::chrono::seconds(1))) {
      }
      ++hits;
      mutex.unlock();
    }
  });
  EXPECT_EQ(hits, 2 * kTimes);
}

}  // namespace
