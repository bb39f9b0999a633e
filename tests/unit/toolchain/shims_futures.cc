// The part of shims_program.cc about futures.
#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace {

TEST(Clean, FutureAtTheEndOfAThread) {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  int written = 0;
  std::thread thread([&] {
    promise.set_value_at_thread_exit(6);
    written = 7;
  });
  EXPECT_EQ(answer.get(), 6);
  EXPECT_EQ(written, 7);
  thread.join();
}

TEST(Racy, FutureBeforeTheEndOfAThread) {
  std::promise<int> promise;
  std::future<int> answer = promise.get_future();
  int written = 0;
  std::thread thread([&] {
    promise.set_value(6);
    written = 7;
  });
  EXPECT_EQ(answer.get(), 6);
  ++written;
  thread.join();
}

}  // namespace
