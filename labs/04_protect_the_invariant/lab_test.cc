// The tests of lab 4: what belongs together is of one moment, and logs do not wait for each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "labs/kit/history.h"
#include "labs/kit/linearizable.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "log_model.h"
#include "sensor_log.h"

namespace {

using List = std::vector<int>;

std::unique_ptr<SensorLog> LogOf(const List& readings) {
  auto log = NewSensorLog();
  for (int reading : readings) log->Add(reading);
  return log;
}

// Whether the log shows one of `possible` in its summary, or in its readings.
bool SummaryIsOneOf(const SensorLog& log, const std::vector<List>& possible) {
  const Summary summary = log.Summarise();
  return std::any_of(possible.begin(), possible.end(),
                     [&](const List& list) { return SummaryOf(list) == summary; });
}
bool ReadingsAreOneOf(const SensorLog& log, const std::vector<List>& possible) {
  const List readings = log.Readings();
  return std::find(possible.begin(), possible.end(), readings) != possible.end();
}

TEST(Functional, ANewLogIsEmpty) {
  auto log = NewSensorLog();
  EXPECT_EQ(log->Summarise(), Summary{});
  EXPECT_TRUE(log->Readings().empty());
}

TEST(Functional, AddAndSummarise) {
  auto log = LogOf({20, 50, 30});
  EXPECT_EQ(log->Summarise(), (Summary{3, 100, 50}));
  EXPECT_EQ(log->Readings(), (List{20, 50, 30}));
}

TEST(Functional, ClearTakesEverythingOut) {
  auto log = LogOf({20, 50});
  log->Clear();
  EXPECT_EQ(log->Summarise(), Summary{}) << "a cleared log is empty";
  EXPECT_TRUE(log->Readings().empty());
  log->Add(7);
  EXPECT_EQ(log->Summarise(), (Summary{1, 7, 7}));
  EXPECT_EQ(log->Readings(), (List{7}));
}

TEST(Functional, LogsAreApart) {
  auto one = LogOf({1});
  auto two = LogOf({2, 3});
  EXPECT_EQ(one->Summarise(), (Summary{1, 1, 1}));
  EXPECT_EQ(two->Summarise(), (Summary{2, 5, 3}));
}

TEST(Functional, ManyReadings) {
  List readings;
  const int many = kit::RandomBetween(200, 400);
  for (int i = 0; i < many; ++i) readings.push_back(1 + i * 37 % 1000);
  auto log = LogOf(readings);
  EXPECT_EQ(log->Summarise(), SummaryOf(readings));
  EXPECT_EQ(log->Readings(), readings);
}

TEST(Functional, HighReadings) {
  const List readings(33'000, 1000);  // a count of more than 15 bits, a sum of more than 24
  auto log = LogOf(readings);
  EXPECT_EQ(log->Summarise(), SummaryOf(readings));
}

TEST(Explore, SummariseWhileOneAdds) {
  auto log = LogOf({10});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return log->Add(20);
    EXPECT_TRUE(SummaryIsOneOf(*log, {{10}, {10, 20}})) << "a summary of no moment";
  });
}

TEST(Explore, SummariseWhileOneClears) {
  auto log = LogOf({10, 20});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return log->Clear();
    EXPECT_TRUE(SummaryIsOneOf(*log, {{}, {10, 20}})) << "a summary of no moment";
  });
}

TEST(Explore, SummariseWhileADayEnds) {
  auto log = LogOf({10, 20});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      log->Clear();
      log->Add(30);
      log->Add(40);
      return;
    }
    EXPECT_TRUE(SummaryIsOneOf(*log, {{10, 20}, {}, {30}, {30, 40}})) << "a summary of no moment";
  });
}

TEST(Explore, ReadingsWhileOneAdds) {
  auto log = LogOf({10});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return log->Add(20);
    EXPECT_TRUE(ReadingsAreOneOf(*log, {{10}, {10, 20}})) << "readings of no moment";
  });
}

TEST(Explore, ReadingsWhileOneClears) {
  auto log = LogOf({10, 20});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return log->Clear();
    EXPECT_TRUE(ReadingsAreOneOf(*log, {{}, {10, 20}})) << "readings of no moment";
  });
}

TEST(Explore, TwoAdd) {
  auto log = NewSensorLog();
  kit::RunThreads(2, [&](int i) { log->Add(10 * (i + 1)); });
  EXPECT_EQ(log->Summarise(), (Summary{2, 30, 20}));
  EXPECT_TRUE(ReadingsAreOneOf(*log, {{10, 20}, {20, 10}}));
}

TEST(Explore, AddOrClearComesFirst) {
  auto log = LogOf({10});
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return log->Clear();
    log->Add(20);
  });
  const List readings = log->Readings();
  EXPECT_TRUE(readings.empty() || readings == List{20}) << "the log shows " << ToString(readings);
  EXPECT_EQ(log->Summarise(), SummaryOf(readings)) << "of the readings " << ToString(readings);
}

// What one method has shown, the other one shows too.
TEST(Explore, ReadingsAndSummaryAgree) {
  auto log = NewSensorLog();
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      log->Add(10);
      log->Add(20);
      return;
    }
    const size_t listed = log->Readings().size();
    const size_t counted = log->Summarise().count;
    EXPECT_GE(counted, listed) << "a reading that was listed is not counted";
    EXPECT_GE(log->Readings().size(), counted) << "counted, and not listed";
  });
}

// Who only looks changes nothing that others see.
TEST(Explore, TwoLook) {
  auto log = LogOf({10, 20});
  kit::RunThreads(2, [&](int) {
    EXPECT_TRUE(SummaryIsOneOf(*log, {{10, 20}}));
    EXPECT_TRUE(ReadingsAreOneOf(*log, {{10, 20}}));
  });
}

TEST(Explore, EachItsOwnLog) {
  const std::unique_ptr<SensorLog> logs[] = {NewSensorLog(), NewSensorLog()};
  kit::RunThreads(2, [&](int i) {
    logs[i]->Add(10 * (i + 1));
    EXPECT_TRUE(ReadingsAreOneOf(*logs[i], {{10 * (i + 1)}}));
    EXPECT_TRUE(SummaryIsOneOf(*logs[i], {{10 * (i + 1)}}));
  });
}

// What happens in another log changes nothing.
TEST(Explore, OneLooksWhileTwoLogsChange) {
  const std::unique_ptr<SensorLog> logs[] = {LogOf({10}), LogOf({1})};
  kit::RunThreads(3, [&](int i) {
    if (i < 2) return logs[i]->Add(20);
    EXPECT_TRUE(SummaryIsOneOf(*logs[0], {{10}, {10, 20}})) << "a summary of no moment";
  });
}

TEST(Explore, TwoAddAndOneLooks) {
  auto log = NewSensorLog();
  kit::RunThreads(3, [&](int i) {
    if (i < 2) return log->Add(10 * (i + 1));
    EXPECT_TRUE(SummaryIsOneOf(*log, {{}, {10}, {20}, {10, 20}})) << "a summary of no moment";
  });
  EXPECT_EQ(log->Summarise(), (Summary{2, 30, 20}));
}

// All readings are the same, so every summary must be a multiple of it.
TEST(Stress, TheAverageIsOfOneMoment) {
  const int reading = kit::RandomBetween(1, 1000);
  const int rounds = kit::RandomBetween(300, 500);
  auto log = NewSensorLog();
  std::atomic<int> working = 2;
  kit::RunThreads(4, [&](int i) {
    if (i < 2) {
      for (int n = 0; n < rounds; ++n) n % 50 == 49 ? log->Clear() : log->Add(reading);
      working.fetch_sub(1, std::memory_order_relaxed);
      return;
    }
    while (working.load(std::memory_order_relaxed) > 0 && !::testing::Test::HasFailure()) {
      const Summary summary = log->Summarise();
      EXPECT_EQ(summary.sum, summary.count * reading) << "each reading was " << reading;
      EXPECT_EQ(summary.highest, summary.count > 0 ? reading : 0);
      const List readings = log->Readings();
      EXPECT_EQ(std::count(readings.begin(), readings.end(), reading),
                static_cast<long>(readings.size()));
    }
  });
  EXPECT_EQ(log->Summarise(), SummaryOf(log->Readings()));
}

TEST(Stress, NothingIsLost) {
  const int threads = kit::RandomBetween(2, 4);
  const int readings = kit::RandomBetween(100, 300);
  auto log = NewSensorLog();
  kit::RunThreads(threads, [&](int i) {
    for (int n = 0; n < readings; ++n) log->Add(1 + (n + i) % 1000);
  });
  const List all = log->Readings();
  EXPECT_EQ(all.size(), static_cast<size_t>(threads * readings));
  EXPECT_EQ(log->Summarise(), SummaryOf(all));
}

Result Perform(SensorLog& log, const Call& call) {
  switch (call.what) {
    case Call::kAdd: log.Add(call.reading); return {};
    case Call::kSummarise: return {log.Summarise(), {}};
    case Call::kReadings: return {{}, log.Readings()};
    case Call::kClear: log.Clear(); return {};
  }
  return {};
}

// Random calls: an order must exist in which one thread would have seen the same.
TEST(Stress, CallsSeemToHappenAtOneMoment) {
  for (int round = 0; round < 20; ++round) {
    auto log = NewSensorLog();
    kit::History<Call, Result> history(3);
    kit::RunThreads(3, [&](int i) {
      kit::Random random(static_cast<uint64_t>(round) * 3 + i);
      for (int n = 0; n < 6; ++n) {
        constexpr decltype(Call::what) kWhat[] = {Call::kAdd,       Call::kAdd,
                                                  Call::kSummarise, Call::kSummarise,
                                                  Call::kReadings,  Call::kClear};
        const Call call{kWhat[random.Between(0, 5)], 100 * (i + 1) + n};
        history.Record(i, call, [&] { return Perform(*log, call); });
      }
    });
    const auto operations = history.Operations();
    ASSERT_TRUE(kit::IsLinearizable(LogModel{}, operations).ok)
        << "no order of these calls explains their results; the log was empty "
           "at first:\n"
        << kit::Timeline(operations, Describe);
  }
}

// The explorer measures how many threads could be busy at a time.
TEST(Scaling, FourLogsAtOnce) {
  kit::RunThreads(4, [](int i) {
    auto log = NewSensorLog();
    for (int n = 1; n <= 40; ++n) {
      log->Add(i + n);
      EXPECT_EQ(log->Summarise().count, n);
    }
  });
}

}  // namespace
