// Bookings: jobs for the tests, and what must be booked for them.
#ifndef RACELAB_LABS_27_MESSAGES_BOOKINGS_H_
#define RACELAB_LABS_27_MESSAGES_BOOKINGS_H_

#include <string>
#include <vector>

#include "dispatcher.h"
#include "gtest/gtest.h"

namespace lab_27 {

using Strings = std::vector<std::string>;

inline constexpr int kWrong = 3;  // exit code of a process that booked something else

// What the workers do in most tests: every byte plus one.
inline std::string PlusOne(const std::string& job) {
  std::string result = job;
  for (char& byte : result) byte = static_cast<char>(byte + 1);
  return result;
}

// `count` jobs, each of `size` bytes, of which no two neighbours are the same.
inline Strings Jobs(int count, size_t size) {
  Strings jobs;
  for (int i = 0; i < count; ++i) jobs.emplace_back(size, static_cast<char>('a' + i % 26));
  return jobs;
}

// For the message of a failed test.
inline std::string Short(const std::string& text) {
  if (text.size() <= 30) return "\"" + text + "\"";
  return std::to_string(text.size()) + " bytes that begin with \"" + text.substr(0, 20) + "\"";
}

// Has all jobs done, and looks whether each of them is booked once, with its own result.
inline void ExpectAll(Dispatcher& dispatcher, const Strings& jobs, const Dispatcher::Work& work) {
  std::vector<int> booked(jobs.size());
  dispatcher.RunAll(jobs, [&](size_t number, const std::string& result) {
    if (number >= jobs.size()) {
      ADD_FAILURE() << "booked for job " << number << " of " << jobs.size();
      return;
    }
    ++booked[number];
    const std::string expected = work(jobs[number]);
    EXPECT_TRUE(result == expected) << "booked for job " << number << ": " << Short(result)
                                    << " instead of " << Short(expected);
  });
  for (size_t i = 0; i < jobs.size(); ++i) {
    EXPECT_EQ(booked[i], 1) << "times that a result was booked for job " << i;
  }
}

inline void ExpectAll(int workers, const Strings& jobs) {
  Dispatcher dispatcher(workers, PlusOne);
  ExpectAll(dispatcher, jobs, PlusOne);
}

}  // namespace lab_27

#endif  // RACELAB_LABS_27_MESSAGES_BOOKINGS_H_
