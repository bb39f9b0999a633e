// The tests of lab 15: who gets a report gets all of it, and nobody goes back in time.
#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "board.h"
#include "labs/kit/random.h"
#include "labs/kit/threads.h"

namespace {

Report Weather(int number) { return {number, number + 10, {number * 2, number * 3}}; }

void ExpectWhole(const Report& report) {
  EXPECT_EQ(report.temperature, report.number + 10) << "this report is not whole";
  EXPECT_EQ(report.wind[0], report.number * 2) << "this report is not whole";
  EXPECT_EQ(report.wind[1], report.number * 3) << "this report is not whole";
}

void PublishAll(Board& board, int reports) {
  for (int n = 1; n <= reports; ++n) board.Publish(Weather(n));
}

// Reads as a screen does; remembers what it has seen.
class Screen {
 public:
  explicit Screen(const Board& board) : board_(board) {}

  void Count() {
    const int now = board_.Count();
    EXPECT_GE(now, counted_) << "Count() went back";
    counted_ = now;
  }

  void Look() {
    const Report* now = board_.Look();
    if (now == nullptr) {
      EXPECT_EQ(counted_, 0) << "Count() said that there is a report, Look() has none";
      EXPECT_EQ(latest_, nullptr) << "Look() had a report before, and has none now";
      return;
    }
    ExpectWhole(*now);
    EXPECT_GE(now->number, counted_) << "Look() is behind what Count() said";
    if (latest_ != nullptr) {
      EXPECT_GE(now->number, latest_->number) << "Look() went back";
      EXPECT_EQ(latest_->number, number_) << "a report was written over while somebody has it";
      ExpectWhole(*latest_);
    }
    latest_ = now;
    number_ = now->number;
  }

  const Report* latest() const { return latest_; }

 private:
  const Board& board_;
  int counted_ = 0;
  const Report* latest_ = nullptr;
  int number_ = 0;  // of the latest report when it was shown
};

TEST(Functional, ThereIsNothingAtFirst) {
  const auto board = NewBoard();
  EXPECT_EQ(board->Count(), 0);
  EXPECT_EQ(board->Look(), nullptr);
}

TEST(Functional, TheLatestReportIsShown) {
  const auto board = NewBoard();
  for (int n = 1; n <= kMostReports; ++n) {
    board->Publish(Weather(n));
    EXPECT_EQ(board->Count(), n);
    ASSERT_NE(board->Look(), nullptr);
    EXPECT_EQ(board->Look()->number, n);
    ExpectWhole(*board->Look());
  }
}

TEST(Functional, AReportStaysAsItIs) {
  const auto board = NewBoard();
  Report mine = Weather(1);
  board->Publish(mine);
  mine = Report{};  // the board has a copy
  ASSERT_NE(board->Look(), nullptr);
  const Report& first = *board->Look();
  EXPECT_EQ(first.number, 1);
  for (int n = 2; n <= kMostReports; ++n) {
    board->Publish(Weather(n));
    EXPECT_EQ(board->Look()->number, n);
  }
  EXPECT_EQ(first.number, 1) << "a report was written over while somebody has it";
  ExpectWhole(first);
}

TEST(Functional, BoardsHaveNothingInCommon) {
  const auto one = NewBoard(), other = NewBoard();
  PublishAll(*one, 3);
  EXPECT_EQ(other->Count(), 0);
  EXPECT_EQ(other->Look(), nullptr);
  PublishAll(*other, 2);
  EXPECT_EQ(one->Look()->number, 3);
  EXPECT_EQ(other->Look()->number, 2);
}

// A board knows nothing of the one before, which may have been at the same place in memory.
TEST(Functional, BoardsComeAndGo) {
  for (int round = 0; round < 20; ++round) {
    const auto board = NewBoard();
    EXPECT_EQ(board->Look(), nullptr);
    board->Publish({1, round, {}});
    ASSERT_NE(board->Look(), nullptr);
    EXPECT_EQ(board->Look()->temperature, round) << "this report was on another board";
  }
}

// One thread publishes, the others do as they like.
void Together(int reports, const std::vector<std::function<void(Screen&)>>& screens) {
  const auto board = NewBoard();
  kit::RunThreads(static_cast<int>(screens.size()) + 1, [&](int i) {
    if (i == 0) return PublishAll(*board, reports);
    Screen screen(*board);
    screens[i - 1](screen);
  });
  Screen last(*board);
  last.Count();
  last.Look();
  ASSERT_NE(last.latest(), nullptr) << "nothing was published";
  EXPECT_EQ(last.latest()->number, reports);
}

TEST(Explore, OneLooks) {
  Together(1, {[](Screen& screen) { screen.Look(); }});
}

TEST(Explore, OneCountsAndLooks) {
  Together(1, {[](Screen& screen) {
             screen.Count();
             screen.Look();
           }});
}

// A report stays as long as the board, also when the thread that asked for it has ended.
TEST(Explore, AReportOutlivesWhoLooked) {
  const auto board = NewBoard();
  const Report* seen = nullptr;
  board->Publish(Weather(1));
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return board->Publish(Weather(2));
    seen = board->Look();
  });
  ASSERT_NE(seen, nullptr);
  ExpectWhole(*seen);
}

TEST(Explore, OneLooksTwice) {
  Together(2, {[](Screen& screen) {
             screen.Look();
             screen.Look();
             screen.Count();
           }});
}

TEST(Explore, TwoLook) {
  const auto look = [](Screen& screen) {
    screen.Count();
    screen.Look();
    screen.Count();
    screen.Look();
  };
  Together(2, {look, look});
}

// Whatever happens now and then only, as when room for more is made, happens in a long day.
TEST(Explore, ALongDay) {
  Together(kMostReports, {[](Screen& screen) {
             for (int n = 0; n < 3; ++n) screen.Look();
           }});
}

// Each board has a writer of its own.
TEST(Explore, TwoBoardsAtOnce) {
  const std::unique_ptr<Board> boards[] = {NewBoard(), NewBoard()};
  kit::RunThreads(2, [&](int i) {
    PublishAll(*boards[i], 1 + i);
    Screen screen(*boards[i]);
    screen.Count();
    screen.Look();
    ASSERT_NE(screen.latest(), nullptr);
    EXPECT_EQ(screen.latest()->number, 1 + i);
  });
}

TEST(Stress, ManyScreens) {
  const int readers = kit::RandomBetween(2, 4);
  for (int round = 0; round < 50; ++round) {
    Together(kMostReports, {static_cast<size_t>(readers), [](Screen& screen) {
                              for (int n = 0; n < 40; ++n) {
                                screen.Count();
                                screen.Look();
                              }
                            }});
  }
}

}  // namespace
