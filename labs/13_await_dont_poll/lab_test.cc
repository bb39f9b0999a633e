// The tests of lab 13: letters arrive, nobody sleeps for ever, and who waits does rest.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <climits>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"
#include "mailbox.h"
#include "take_one.h"

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Functional, FirstInFirstOut) {
  auto box = NewMailbox();
  for (int i = 0; i < 5; ++i) box->Put(i);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(TakeOne(*box), i);
  box->WaitUntilEmpty();
}

TEST(Functional, ANewBoxIsEmpty) { NewMailbox()->WaitUntilEmpty(); }

// No letter means that there is none, or that it was the last.
TEST(Functional, AnyNumberIsALetter) {
  const int letters[] = {0, -1, 1, INT_MIN, INT_MAX};
  auto box = NewMailbox();
  for (const int letter : letters) box->Put(letter);
  for (const int expected : letters) {
    int letter = 5;
    EXPECT_EQ(box->Take(&letter), Outcome::kLetter);
    EXPECT_EQ(letter, expected);
  }
  box->WaitUntilEmpty();
}

TEST(Functional, AClosedBoxIsEmptiedFirst) {
  auto box = NewMailbox();
  box->Put(7);
  box->Put(8);
  box->Close();
  box->Close();
  int letter = -1;
  EXPECT_EQ(box->TakeFor(hours(1), &letter), Outcome::kLetter);
  EXPECT_EQ(letter, 7);
  EXPECT_EQ(TakeOne(*box), 8);
  EXPECT_EQ(box->Take(&letter), Outcome::kClosed);
  EXPECT_EQ(box->TakeFor(hours(1), &letter), Outcome::kClosed);
  box->WaitUntilEmpty();
}

// A box has room for whatever comes.
TEST(Functional, ManyLetters) {
  constexpr int kMany = 70'000;
  auto box = NewMailbox();
  for (int i = 0; i < kMany; ++i) box->Put(i);
  for (int i = 0; i < kMany; ++i) ASSERT_EQ(TakeOne(*box), i);
  box->WaitUntilEmpty();
}

TEST(Explore, PutWakesTake) {
  auto box = NewMailbox();
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(TakeOne(*box), 1);
      EXPECT_EQ(TakeOne(*box), 2);
    } else {
      box->Put(1);
      box->Put(2);
    }
  });
}

TEST(Explore, TwoTakeOneEach) {
  auto box = NewMailbox();
  int got[3] = {0, 0, 0};
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      box->Put(1);
      box->Put(2);
    } else {
      got[i] = TakeOne(*box);
    }
  });
  EXPECT_EQ(got[1] + got[2], 3) << "each letter is taken once";
}

TEST(Explore, CloseWakesAll) {
  auto box = NewMailbox();
  kit::RunThreads(3, [&](int i) {
    int letter;
    if (i == 0) {
      box->Close();
    } else {
      EXPECT_EQ(box->Take(&letter), Outcome::kClosed);
    }
  });
}

// One of the two gets the letter, the other one hears of the end.
TEST(Explore, TheLastLetterAndTheEnd) {
  auto box = NewMailbox();
  Outcome outcomes[3];
  kit::RunThreads(3, [&](int i) {
    int letter = 0;
    if (i == 0) {
      box->Put(1);
      box->Close();
    } else {
      outcomes[i] = box->Take(&letter);
      EXPECT_EQ(letter, outcomes[i] == Outcome::kLetter ? 1 : 0);
    }
  });
  EXPECT_NE(outcomes[1], outcomes[2]) << "one letter for two: one gets it, the other one does not";
}

TEST(Explore, TheLastTakeWakesWhoWaitsUntilEmpty) {
  auto box = NewMailbox();
  box->Put(1);
  box->Put(2);
  std::atomic<int> taken = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      box->WaitUntilEmpty();
      EXPECT_EQ(taken.load(std::memory_order_relaxed), 2) << "the box was not empty yet";
    } else {
      for (int n = 0; n < 2; ++n) {
        taken.fetch_add(1, std::memory_order_relaxed);
        TakeOne(*box);
      }
    }
  });
}

// The end is no reason to go while letters are inside.
TEST(Explore, AClosedBoxIsNotEmptyYet) {
  auto box = NewMailbox();
  box->Put(1);
  std::atomic<bool> taken = false;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      box->WaitUntilEmpty();
      EXPECT_TRUE(taken.load(std::memory_order_relaxed)) << "the box was not empty yet";
    } else {
      box->Close();
      taken.store(true, std::memory_order_relaxed);
      TakeOne(*box);
    }
  });
}

// A letter that comes while somebody waits until the box is empty counts, too.
TEST(Explore, WaitUntilEmptyWaitsForWhatComes) {
  auto box = NewMailbox();
  box->Put(1);
  std::atomic<int> taken = 0;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      box->WaitUntilEmpty();
      EXPECT_EQ(taken.load(std::memory_order_relaxed), 2) << "the box was not empty yet";
      return;
    }
    box->Put(2);
    for (int n = 0; n < 2; ++n) {
      taken.fetch_add(1, std::memory_order_relaxed);
      TakeOne(*box);
    }
  });
}

// That the box was empty before says nothing about now.
TEST(Explore, ItWasEmptyBefore) {
  auto box = NewMailbox();
  box->Put(1);
  TakeOne(*box);
  box->WaitUntilEmpty();
  box->Put(2);
  std::atomic<bool> taken = false;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      box->WaitUntilEmpty();
      EXPECT_TRUE(taken.load(std::memory_order_relaxed)) << "the box was not empty yet";
    } else {
      taken.store(true, std::memory_order_relaxed);
      TakeOne(*box);
    }
  });
}

// The news of one box are for those who wait for that box.
TEST(Explore, TwoBoxesAtOnce) {
  const std::unique_ptr<Mailbox> boxes[] = {NewMailbox(), NewMailbox()};
  kit::RunThreads(3, [&](int i) {
    if (i < 2) {
      EXPECT_EQ(TakeOne(*boxes[i]), i);
    } else {
      for (int n = 0; n < 2; ++n) boxes[n]->Put(n);
    }
  });
}

// The end stays: each who asks hears of it.
TEST(Explore, AClosedBoxIsClosedForAll) {
  auto box = NewMailbox();
  box->Close();
  kit::RunThreads(2, [&](int i) {
    int letter = 0;
    EXPECT_EQ(i == 0 ? box->Take(&letter) : box->TakeFor(milliseconds(0), &letter),
              Outcome::kClosed);
  });
}

// The box is empty: that is news for both who wait for it.
TEST(Explore, TwoWaitUntilEmpty) {
  auto box = NewMailbox();
  box->Put(1);
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      TakeOne(*box);
    } else {
      box->WaitUntilEmpty();
    }
  });
}

// Several write and several work, until the box is closed: each letter is taken once.
TEST(Stress, EachLetterIsTakenOnce) {
  for (int round = 0; round < 5; ++round) {
    const int writers = kit::RandomBetween(1, 3);
    const int workers = kit::RandomBetween(2, 3);
    const int letters = kit::RandomBetween(20, 60);
    auto box = NewMailbox();
    std::vector<std::atomic<int>> taken(writers * letters);
    std::atomic<int> writing = writers;
    kit::RunThreads(writers + workers, [&](int i) {
      if (i < writers) {
        for (int n = 0; n < letters; ++n) box->Put(i * letters + n);
        if (writing.fetch_sub(1, std::memory_order_acq_rel) == 1) {  // all have written
          box->WaitUntilEmpty();
          box->Close();
        }
        return;
      }
      int letter = -1;
      while (box->Take(&letter) == Outcome::kLetter) {
        ASSERT_TRUE(letter >= 0 && letter < writers * letters) << "nobody wrote " << letter;
        taken[letter].fetch_add(1, std::memory_order_relaxed);
      }
    });
    for (int n = 0; n < writers * letters; ++n) ASSERT_EQ(taken[n], 1) << "letter " << n;
  }
}

// The writers take turns, so everybody knows which letter has been inside longest.
TEST(Stress, TheOldestLetterIsTakenFirst) {
  auto box = NewMailbox();
  const int writers = kit::RandomBetween(4, 6);
  std::atomic<int> turn = 0;
  kit::RunThreads(writers, [&](int i) {
    for (int n = writers - 1 - i; n < 3 * writers; n += writers) {
      while (turn.load(std::memory_order_acquire) != n) sched_yield();
      box->Put(n);
      turn.store(n + 1, std::memory_order_release);
    }
  });
  for (int n = 0; n < 3 * writers; ++n) {
    ASSERT_EQ(TakeOne(*box), n) << "an older letter was inside, or this one was taken before";
  }
}

// All wait when the box is closed, in both ways, with nothing inside.
TEST(Stress, CloseWakesWhoSleeps) {
  for (int round = 0; round < 10; ++round) {
    auto box = NewMailbox();
    kit::Watched workers[3];
    kit::RunThreads(4, [&](int i) {
      int letter = 0;
      if (i == 3) {
        for (const kit::Watched& worker : workers) worker.FallsAsleep(100);
        box->Close();
        return;
      }
      workers[i].IAmHere();
      EXPECT_EQ(i == 0 ? box->TakeFor(hours(1), &letter) : box->Take(&letter), Outcome::kClosed);
    });
  }
}

}  // namespace
