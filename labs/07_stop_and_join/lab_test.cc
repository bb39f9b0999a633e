// The tests of lab 7: what was accepted runs once, everybody wakes up to stop, nothing dangles.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <boost/thread/thread.hpp>
#include <future>
#include <memory>
#include <stdexcept>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"
#include "pool.h"

namespace {

// Waits until the only worker of the pool has nothing to do and sleeps, if it sleeps at all.
void LetItSleep(Pool& pool) {
  struct Shared {
    kit::Watched worker;
    std::atomic<bool> known = false;
  };
  const auto shared = std::make_shared<Shared>();
  EXPECT_TRUE(pool.Submit([shared] {
    shared->worker.IAmHere();
    shared->known = true;
  }));
  while (!shared->known) sched_yield();
  shared->worker.FallsAsleep(1000);
}

// When the first test fails, workers use a pool that is gone. Then the others could end anyhow.
class Functional : public testing::Test {
 protected:
  void SetUp() override {
    if (workers_dangle) GTEST_SKIP() << "the pool does not wait for its workers";
  }
  inline static bool workers_dangle = false;
};

TEST_F(Functional, ThePoolWaitsForItsTask) {
  struct Shared {  // may outlive this test, as a worker may
    kit::Watched main;
    std::atomic<bool> started = false, done = false, too_late = false;
  };
  const auto shared = std::make_shared<Shared>();
  auto pool = NewPool(1);
  shared->main.IAmHere();
  EXPECT_TRUE(pool->Submit([shared] {
    shared->started = true;
    shared->main.FallsAsleep(20000);         // in the destructor, where it waits for this task
    while (shared->too_late) sched_yield();  // it did not wait, so do not go back to the pool
    shared->done = true;
  }));
  while (!shared->started) sched_yield();
  pool.reset();
  workers_dangle = shared->too_late = !shared->done;
  EXPECT_FALSE(workers_dangle) << "the pool is gone, and a task still runs";
}

TEST_F(Functional, TasksRun) {
  std::atomic<int> sum = 0;
  auto pool = NewPool(1);
  for (int i = 1; i <= 3; ++i) EXPECT_TRUE(pool->Submit([&sum, i] { sum += i; }));
  while (sum < 6) sched_yield();
  LetItSleep(*pool);
  pool.reset();
  EXPECT_EQ(sum, 6) << "each task runs once";
}

TEST_F(Functional, NothingIsAcceptedAfterClose) {
  bool ran = false;
  auto pool = NewPool(1);
  LetItSleep(*pool);
  pool->Close();
  pool->Close();
  EXPECT_FALSE(pool->Submit([&] { ran = true; }));
  pool.reset();
  EXPECT_FALSE(ran) << "a task that was refused must not run";
}

TEST_F(Functional, ATaskMayThrow) {
  struct Mishap {};  // a type that nobody knows
  std::atomic<bool> ran = false;
  auto pool = NewPool(1);
  EXPECT_EQ(pool->Failed(), 0);
  EXPECT_TRUE(pool->Submit([] { throw std::runtime_error("this task fails"); }));
  EXPECT_TRUE(pool->Submit([] { throw 42; }));
  EXPECT_TRUE(pool->Submit([] { throw Mishap(); }));
  EXPECT_TRUE(pool->Submit([] { throw boost::thread_interrupted(); }));
  EXPECT_TRUE(pool->Submit([&] { ran = true; }));
  while (pool->Failed() < 4 || !ran) sched_yield();
  EXPECT_EQ(pool->Failed(), 4);
  LetItSleep(*pool);
}

TEST_F(Functional, ATaskMayUseThePool) {
  std::atomic<bool> started = false;
  bool done = false;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    started = true;
    p->Submit([] {});
    p->Failed();
    p->Close();
    done = !p->Submit([] {});
  }));
  while (!started) sched_yield();
  pool.reset();
  EXPECT_TRUE(done) << "the task did not come to its end";
}

TEST_F(Functional, ATaskSubmitsMany) {
  constexpr int kMany = 100;
  std::atomic<int> ran = 0;
  std::atomic<bool> submitted = false;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    for (int i = 0; i < kMany; ++i) EXPECT_TRUE(p->Submit([&] { ++ran; }));
    submitted = true;
  }));
  while (!submitted) sched_yield();
  pool.reset();
  EXPECT_EQ(ran, kMany);
}

// The pool closes first, and waits then: a task that submits as long as it may comes to an end.
TEST_F(Functional, NothingIsAcceptedWhileThePoolGoes) {
  kit::Watched main;
  std::atomic<bool> started = false;
  bool refused = false;
  auto pool = NewPool(1);
  main.IAmHere();
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    started = true;
    for (int n = 0; n < 1000 && !refused; ++n) {
      main.FallsAsleep(1000);  // in the destructor, where it waits for this task
      refused = !p->Submit([] {});
    }
  }));
  while (!started) sched_yield();
  pool.reset();
  EXPECT_TRUE(refused) << "the pool waits for its tasks, and still accepts others";
}

// Close is no reason to end a task before its time.
TEST_F(Functional, ATaskIsNotInterrupted) {
  std::atomic<bool> started = false;
  bool done = false;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    started = true;
    p->Close();
    boost::this_thread::interruption_point();
    done = true;
  }));
  while (!started) sched_yield();
  pool.reset();
  EXPECT_TRUE(done) << "a task was ended by boost::thread::interrupt";
}

TEST_F(Functional, TasksAreDestroyed) {
  auto owned = std::make_shared<std::atomic<int>>(0);
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([owned] {
    ++*owned;
    throw std::runtime_error("this task fails");
  }));
  EXPECT_TRUE(pool->Submit([owned] { ++*owned; }));
  while (*owned < 2) sched_yield();
  LetItSleep(*pool);
  pool.reset();
  EXPECT_EQ(owned.use_count(), 1) << "a task is left over when the pool is gone";
}

TEST(Explore, IdleWorkersStop) {
  auto pool = NewPool(2);
  pool.reset();
}

TEST(Explore, AcceptedTasksRun) {
  int ran = 0;
  auto pool = NewPool(1);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(pool->Submit([&] { ++ran; }));
  pool.reset();
  EXPECT_EQ(ran, 2) << "what was accepted has run when the pool is gone";
}

TEST(Explore, OneTaskAndTwoWorkers) {
  int ran = 0;
  auto pool = NewPool(2);
  EXPECT_TRUE(pool->Submit([&] { ++ran; }));
  pool.reset();
  EXPECT_EQ(ran, 1);
}

TEST(Explore, ATaskNeedsNoClose) {
  std::promise<void> ran;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&] { ran.set_value(); }));
  ran.get_future().wait();
}

TEST(Explore, ATaskMayThrow) {
  bool ran = false;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([] { throw std::runtime_error("this task fails"); }));
  EXPECT_TRUE(pool->Submit([&] { ran = true; }));
  pool->Failed();
  pool.reset();
  EXPECT_TRUE(ran) << "a task that fails does no harm to others";
}

TEST(Explore, ATaskCloses) {
  bool accepted = true;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    p->Close();
    accepted = p->Submit([] {});
  }));
  pool.reset();
  EXPECT_FALSE(accepted) << "after Close nothing is accepted";
}

TEST(Explore, ATaskSubmits) {
  bool accepted = false;
  bool ran = false;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] { accepted = p->Submit([&] { ran = true; }); }));
  pool.reset();
  EXPECT_EQ(ran, accepted) << "a task runs if and only if it was accepted";
}

// Submit waits for no task, in a task neither: the new one needs what comes after Submit.
TEST(Explore, ATaskSubmitsOneThatNeedsIt) {
  std::promise<void> submitted, done;
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
    p->Submit([&] {
      submitted.get_future().wait();
      done.set_value();
    });
    submitted.set_value();
  }));
  done.get_future().wait();
}

// The first task waits for the last one: of three tasks any two must be able to run at once.
TEST(Explore, ATaskNeedsALaterOne) {
  std::promise<void> later, done;
  auto pool = NewPool(2);
  EXPECT_TRUE(pool->Submit([&] {
    later.get_future().wait();
    done.set_value();
  }));
  EXPECT_TRUE(pool->Submit([] {}));
  EXPECT_TRUE(pool->Submit([&] { later.set_value(); }));
  done.get_future().wait();  // before the pool wakes everybody to go home
}

// The same when a worker is there already and has nothing to do.
TEST(Explore, AnIdleWorkerIsNotEnoughForTwo) {
  std::promise<void> idle, later, done;
  auto pool = NewPool(2);
  EXPECT_TRUE(pool->Submit([&] { idle.set_value(); }));
  idle.get_future().wait();
  EXPECT_TRUE(pool->Submit([&] {
    later.get_future().wait();
    done.set_value();
  }));
  EXPECT_TRUE(pool->Submit([&] { later.set_value(); }));
  done.get_future().wait();
}

TEST(Explore, NoMoreTasksAtOnceThanWorkers) {
  std::atomic<int> running = 0;
  auto pool = NewPool(2);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(pool->Submit([&] {
      EXPECT_LE(running.fetch_add(1, std::memory_order_relaxed), 1) << "three at once";
      running.fetch_sub(1, std::memory_order_relaxed);
    }));
  }
  pool.reset();
}

TEST(Explore, NothingIsAcceptedAfterARefusal) {
  auto pool = NewPool(2);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return pool->Close();
    if (!pool->Submit([] {})) EXPECT_FALSE(pool->Submit([] {})) << "the pool was closed before";
  });
}

TEST(Explore, SubmitAndCloseAtOnce) {
  bool accepted = false;
  bool ran = false;
  auto pool = NewPool(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return pool->Close();
    accepted = pool->Submit([&] { ran = true; });
  });
  pool.reset();
  EXPECT_EQ(ran, accepted) << "a task runs if and only if it was accepted";
}

// The last task is still at work while the pool goes.
TEST(Stress, ThePoolWaitsForItsTasks) {
  for (int round = 0; round < 20; ++round) {
    const int workers = kit::RandomBetween(1, 4);
    std::atomic<int> done = 0;
    auto pool = NewPool(workers);
    for (int i = 0; i < workers; ++i) {
      EXPECT_TRUE(pool->Submit([&, p = pool.get()] {
        for (int n = 0; n < 20; ++n) sched_yield();
        p->Failed();
        done.fetch_add(1, std::memory_order_relaxed);
      }));
    }
    pool.reset();
    ASSERT_EQ(done, workers) << "the pool is gone, and a task still runs";
  }
}

// Several threads submit while one closes: whatever was accepted runs, once.
TEST(Stress, AcceptedMeansRun) {
  for (int round = 0; round < 10; ++round) {
    const int tasks = kit::RandomBetween(20, 60);
    std::vector<std::atomic<int>> ran(3 * tasks);
    std::vector<char> accepted(3 * tasks);
    auto pool = NewPool(kit::RandomBetween(1, 3));
    kit::RunThreads(4, [&](int i) {
      for (int n = 0; i < 3 && n < tasks; ++n) {
        const int task = i * tasks + n;
        accepted[task] = pool->Submit([&ran, task] {
          ran[task].fetch_add(1, std::memory_order_relaxed);
          if (task % 5 == 0) throw std::runtime_error("this task fails");
        });
      }
      if (i == 3) {
        for (int n = 0; n < tasks; ++n) sched_yield();
        pool->Close();
      }
    });
    pool.reset();
    for (int i = 0; i < 3 * tasks; ++i) ASSERT_EQ(ran[i], accepted[i]) << "task " << i;
  }
}

TEST(Stress, FailuresAreCounted) {
  const int tasks = kit::RandomBetween(50, 150);
  auto pool = NewPool(3);
  for (int i = 0; i < tasks; ++i) EXPECT_TRUE(pool->Submit([] { throw 42; }));
  while (pool->Failed() < tasks) sched_yield();
  EXPECT_EQ(pool->Failed(), tasks);
}

TEST(Stress, ManyPoolsComeAndGo) {
  for (int round = 0; round < 50; ++round) {
    auto pool = NewPool(kit::RandomBetween(1, 4));
    if (round % 2 == 0) pool->Close();
  }
}

TEST(Parallel, AllWorkersWork) {
  const int workers = 40;
  kit::Rendezvous all_here(workers);
  auto pool = NewPool(workers);
  for (int i = 0; i < workers; ++i) EXPECT_TRUE(pool->Submit([&] { all_here.Meet(); }));
}

// The task waits until more was submitted: the pool must not hold a lock while a task runs.
TEST(Parallel, OthersSubmitWhileATaskRuns) {
  kit::Rendezvous submitted(2);
  auto pool = NewPool(1);
  EXPECT_TRUE(pool->Submit([&] { submitted.Meet(); }));
  EXPECT_TRUE(pool->Submit([] {}));
  pool->Failed();
  submitted.Meet();
}

}  // namespace
