// The tests of lab 2: nothing is lost at any desk, and the printer holds up nobody.
#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "museum.h"

namespace {

// The day as a report shows it now.
Day Today(const Museum& museum) {
  Day today;
  museum.Report([&](const Day& day) { today = day; });
  return today;
}

TEST(Functional, ANewDay) {
  auto museum = NewMuseum(3);
  const Day day = Today(*museum);
  EXPECT_EQ(day.visitors, 0);
  EXPECT_EQ(day.donations, 0);
  EXPECT_EQ(day.guides, 3);
  EXPECT_TRUE(day.guest_book.empty());
}

TEST(Functional, TicketsAreNumbered) {
  auto museum = NewMuseum(0);
  for (int ticket = 1; ticket <= 3; ++ticket) EXPECT_EQ(museum->Enter(), ticket);
  EXPECT_EQ(Today(*museum).visitors, 3);
}

TEST(Functional, DonationsAddUp) {
  auto museum = NewMuseum(0);
  museum->Donate(250);
  museum->Donate(5);
  EXPECT_EQ(Today(*museum).donations, 255);
  const long fortune = 2'000'000'000'000'000'001;  // more than an int or a double can hold
  museum->Donate(fortune);
  EXPECT_EQ(Today(*museum).donations, fortune + 255);
}

TEST(Functional, TheGuestBookKeepsItsOrder) {
  auto museum = NewMuseum(0);
  museum->Sign("Ada");
  museum->Sign("Bob");
  museum->Sign("Ada");
  EXPECT_EQ(Today(*museum).guest_book, (std::vector<std::string>{"Ada", "Bob", "Ada"}));
}

TEST(Functional, AnyTextIsALine) {
  const std::vector<std::string> lines = {"", "two\nlines", std::string(3, '\0'), "",
                                          std::string(10'000, 'x')};
  auto museum = NewMuseum(0);
  for (const std::string& line : lines) museum->Sign(line);
  EXPECT_EQ(Today(*museum).guest_book, lines);
}

TEST(Functional, GuidesRunOut) {
  auto museum = NewMuseum(2);
  EXPECT_TRUE(museum->BorrowGuide());
  EXPECT_EQ(Today(*museum).guides, 1);
  EXPECT_TRUE(museum->BorrowGuide());
  EXPECT_FALSE(museum->BorrowGuide());
  EXPECT_EQ(Today(*museum).guides, 0);
}

// More of everything than fits into a few bits, or into a book of so many lines.
TEST(Functional, ALongDay) {
  constexpr int kMany = 70'000;
  constexpr size_t kLines = 5000;
  auto museum = NewMuseum(kMany);
  for (int n = 1; n <= kMany; ++n) {
    ASSERT_EQ(museum->Enter(), n);
    ASSERT_TRUE(museum->BorrowGuide()) << "there were " << kMany << " guides";
  }
  EXPECT_FALSE(museum->BorrowGuide());
  for (size_t n = 0; n < kLines; ++n) museum->Sign("Ada");
  const Day day = Today(*museum);
  EXPECT_EQ(day.visitors, kMany);
  EXPECT_EQ(day.guides, 0);
  EXPECT_EQ(day.guest_book.size(), kLines);
}

TEST(Functional, AReportPrintsOnce) {
  auto museum = NewMuseum(1);
  int printed = 0;
  museum->Report([&](const Day&) { ++printed; });
  EXPECT_EQ(printed, 1);
}

// A museum knows nothing of another one, not even while it prints.
TEST(Functional, MuseumsHaveNothingInCommon) {
  auto one = NewMuseum(2);
  auto other = NewMuseum(1);
  one->Sign("Ada");
  one->Donate(3);
  EXPECT_EQ(one->Enter(), 1);
  EXPECT_EQ(other->Enter(), 1);
  one->Report([&](const Day& day) {
    other->Sign("Bob");
    other->Donate(4);
    EXPECT_TRUE(other->BorrowGuide());
    const Day there = Today(*other);
    EXPECT_EQ(there.donations, 4);
    EXPECT_EQ(there.guides, 0);
    EXPECT_EQ(there.guest_book, std::vector<std::string>{"Bob"});
    EXPECT_EQ(day.donations, 3) << "this day is that of the other museum";
    EXPECT_EQ(day.guides, 2);
    EXPECT_EQ(day.guest_book, std::vector<std::string>{"Ada"});
  });
}

TEST(Explore, TwoEnter) {
  auto museum = NewMuseum(0);
  int ticket[2];
  kit::RunThreads(2, [&](int i) { ticket[i] = museum->Enter(); });
  EXPECT_TRUE(ticket[0] != ticket[1] && ticket[0] + ticket[1] == 3) << "tickets 1 and 2, each once";
  EXPECT_EQ(Today(*museum).visitors, 2);
}

TEST(Explore, TwoDonate) {
  auto museum = NewMuseum(0);
  kit::RunThreads(2, [&](int i) { museum->Donate(i + 1); });
  EXPECT_EQ(Today(*museum).donations, 3);
}

TEST(Explore, TwoSign) {
  auto museum = NewMuseum(0);
  kit::RunThreads(2, [&](int i) { museum->Sign(i == 0 ? "Ada" : "Bob"); });
  std::vector<std::string> book = Today(*museum).guest_book;
  std::sort(book.begin(), book.end());
  EXPECT_EQ(book, (std::vector<std::string>{"Ada", "Bob"}));
}

// Another one may have begun to sign before.
TEST(Explore, WhoSignsFindsItInTheReport) {
  auto museum = NewMuseum(0);
  kit::RunThreads(2, [&](int i) {
    const std::string name = i == 0 ? "Ada" : "Bob";
    museum->Sign(name);
    if (i == 0) return;
    const std::vector<std::string> book = Today(*museum).guest_book;
    EXPECT_EQ(std::count(book.begin(), book.end(), name), 1) << "what was over before is not in it";
  });
}

TEST(Explore, TwoWantTheLastGuide) {
  auto museum = NewMuseum(1);
  bool got[2];
  kit::RunThreads(2, [&](int i) { got[i] = museum->BorrowGuide(); });
  EXPECT_NE(got[0], got[1]) << "one of the two gets the only guide";
  EXPECT_EQ(Today(*museum).guides, 0);
}

TEST(Explore, AGuideForEachOfTwo) {
  auto museum = NewMuseum(2);
  kit::RunThreads(2, [&](int) { EXPECT_TRUE(museum->BorrowGuide()) << "one was left"; });
  EXPECT_EQ(Today(*museum).guides, 0);
}

// One thread reports, the other does something that the report may show or not; the next one does.
void ReportWhile(const std::function<void(Museum&)>& act) {
  auto museum = NewMuseum(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return act(*museum);
    museum->Report([](const Day& day) {
      EXPECT_TRUE(day.visitors == 0 || day.visitors == 1);
      EXPECT_TRUE(day.donations == 0 || day.donations == 7);
      EXPECT_TRUE(day.guides == 0 || day.guides == 1);
      const std::vector<std::string> book = day.guest_book;
      EXPECT_TRUE(book.empty() || book == std::vector<std::string>{"Ada"});
    });
  });
  const Day after = Today(*museum);
  EXPECT_EQ(after.visitors + after.donations / 7 + after.guest_book.size() + 1 - after.guides, 1)
      << "what was over before this report is not in it";
}

TEST(Explore, ReportWhileOneEnters) {
  ReportWhile([](Museum& m) { m.Enter(); });
}
TEST(Explore, ReportWhileOneDonates) {
  ReportWhile([](Museum& m) { m.Donate(7); });
}
TEST(Explore, ReportWhileOneSigns) {
  ReportWhile([](Museum& m) { m.Sign("Ada"); });
}
TEST(Explore, ReportWhileOneBorrows) {
  ReportWhile([](Museum& m) { m.BorrowGuide(); });
}

// The last guide is out already: who asks for one changes nothing.
TEST(Explore, ReportWhileNoGuideIsLeft) {
  auto museum = NewMuseum(0);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_FALSE(museum->BorrowGuide());
    } else {
      EXPECT_EQ(Today(*museum).guides, 0);
    }
  });
}

// What happens after a report is in the next one.
TEST(Functional, AReportAfterEachThing) {
  auto museum = NewMuseum(1);
  Today(*museum);
  museum->Enter();
  EXPECT_EQ(Today(*museum).visitors, 1);
  museum->Donate(5);
  EXPECT_EQ(Today(*museum).donations, 5);
  museum->Sign("Ada");
  EXPECT_EQ(Today(*museum).guest_book.size(), 1u);
  museum->BorrowGuide();
  EXPECT_EQ(Today(*museum).guides, 0);
}

TEST(Explore, TwoReports) {
  auto museum = NewMuseum(1);
  museum->Sign("Ada");
  kit::RunThreads(2, [&](int) { EXPECT_EQ(Today(*museum).guest_book.size(), 1u); });
}

TEST(Explore, TwoMuseumsAtOnce) {
  const std::unique_ptr<Museum> museums[] = {NewMuseum(1), NewMuseum(1)};
  kit::RunThreads(2, [&](int i) {
    EXPECT_EQ(museums[i]->Enter(), 1);
    museums[i]->Sign(i == 0 ? "Ada" : "Bob");
    museums[i]->Report([&](const Day& day) {
      EXPECT_EQ(day.guest_book, std::vector<std::string>{i == 0 ? "Ada" : "Bob"});
    });
  });
}

TEST(Stress, EachTicketOnce) {
  const int threads = kit::RandomBetween(3, 5);
  const int visits = kit::RandomBetween(200, 400);
  auto museum = NewMuseum(0);
  std::vector<std::vector<int>> tickets(threads);
  kit::RunThreads(threads, [&](int i) {
    for (int n = 0; n < visits; ++n) tickets[i].push_back(museum->Enter());
  });
  std::set<int> different;
  for (const auto& mine : tickets) different.insert(mine.begin(), mine.end());
  EXPECT_EQ(different.size(), static_cast<size_t>(threads * visits)) << "a ticket was given twice";
  EXPECT_EQ(Today(*museum).visitors, threads * visits);
}

TEST(Stress, NoCentIsLost) {
  const int threads = kit::RandomBetween(3, 5);
  const int gifts = kit::RandomBetween(500, 1000);
  auto museum = NewMuseum(0);
  kit::RunThreads(threads, [&](int i) {
    for (int n = 0; n < gifts; ++n) museum->Donate(i + 1);
  });
  EXPECT_EQ(Today(*museum).donations, static_cast<long>(gifts) * threads * (threads + 1) / 2);
}

// Each thread's lines stand in the book in the order in which it wrote them, none is missing.
TEST(Stress, EveryLineIsInTheBook) {
  const int threads = kit::RandomBetween(3, 5);
  const int lines = kit::RandomBetween(50, 100);
  auto museum = NewMuseum(0);
  kit::RunThreads(threads, [&](int i) {
    for (int n = 0; n < lines; ++n) museum->Sign(std::to_string(i * lines + n));
  });
  const std::vector<std::string> book = Today(*museum).guest_book;
  ASSERT_EQ(book.size(), static_cast<size_t>(threads * lines)) << "a line is missing, or too much";
  std::vector<int> next(threads);
  for (const std::string& line : book) {
    const int number = std::stoi(line);
    ASSERT_EQ(number % lines, next[number / lines]++) << "the lines of one guest changed places";
  }
}

// The guests sign one after another, each in a thread of its own.
TEST(Stress, TheBookIsInTheOrderOfSigning) {
  auto museum = NewMuseum(0);
  const int guests = kit::RandomBetween(4, 6);
  std::atomic<int> turn = 0;
  kit::RunThreads(guests, [&](int i) {
    for (int n = guests - 1 - i; n < 3 * guests; n += guests) {
      while (turn.load(std::memory_order_acquire) != n) sched_yield();
      museum->Sign(std::to_string(n));
      turn.store(n + 1, std::memory_order_release);
    }
  });
  int next = 0;
  for (const std::string& line : Today(*museum).guest_book) {
    ASSERT_EQ(line, std::to_string(next++)) << "this guest has signed later, or earlier";
  }
}

TEST(Stress, NoMoreGuidesThanThereAre) {
  for (int round = 0; round < 10; ++round) {
    const int guides = kit::RandomBetween(5, 30);
    auto museum = NewMuseum(guides);
    std::atomic<int> borrowed = 0;
    kit::RunThreads(4, [&](int) {
      for (int n = 0; n < guides; ++n) {
        if (museum->BorrowGuide()) borrowed.fetch_add(1, std::memory_order_relaxed);
      }
    });
    ASSERT_EQ(borrowed, guides);
    ASSERT_EQ(Today(*museum).guides, 0);
  }
}

// The printer gives the others time to change the day under its eyes, where the museum allows that.
TEST(Stress, TheDayStandsStillWhileItIsPrinted) {
  for (int round = 0; round < 5; ++round) {
    auto museum = NewMuseum(1);
    std::atomic<bool> printing = false;
    std::atomic<bool> done = false;
    kit::RunThreads(2, [&](int i) {
      if (i == 0) {
        while (!printing.load(std::memory_order_relaxed)) sched_yield();
        museum->Enter();
        museum->Donate(1);
        museum->Sign("Ada");
        museum->BorrowGuide();
        done.store(true, std::memory_order_relaxed);
        return;
      }
      museum->Report([&](const Day& day) {
        const Day before = day;
        printing.store(true, std::memory_order_relaxed);
        for (int n = 0; n < 50 && !done.load(std::memory_order_relaxed); ++n) sched_yield();
        EXPECT_TRUE(before.visitors == day.visitors && before.donations == day.donations &&
                    before.guides == day.guides && before.guest_book == day.guest_book)
            << "the day changed while it was printed";
      });
    });
  }
}

// Reports see numbers that only grow, each at least as large as what the reporter did itself.
TEST(Stress, ReportsInBetween) {
  const int rounds = kit::RandomBetween(50, 100);
  auto museum = NewMuseum(rounds);
  kit::RunThreads(3, [&](int i) {
    Day last;
    for (int n = 0; n < rounds && !::testing::Test::HasFailure(); ++n) {
      if (i > 0) museum->Sign("Ada"), museum->Enter(), museum->Donate(1), museum->BorrowGuide();
      const Day day = Today(*museum);
      const int mine = i > 0 ? n + 1 : 0;
      EXPECT_GE(day.visitors, std::max(mine, last.visitors));
      EXPECT_GE(day.donations, std::max<long>(mine, last.donations));
      EXPECT_GE(day.guest_book.size(), std::max<size_t>(mine, last.guest_book.size()));
      EXPECT_LE(day.guides, rounds - mine);
      EXPECT_GE(day.guides, 0);
      last = day;
    }
  });
}

// The printer finishes only after somebody has been to all the desks.
TEST(Parallel, ThePrinterHoldsUpNobody) {
  auto museum = NewMuseum(1);
  kit::Rendezvous printing(2);
  kit::Rendezvous served(2);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      museum->Report([&](const Day& day) {
        printing.Meet();
        served.Meet();
        EXPECT_EQ(day.visitors, 0);
      });
      return;
    }
    printing.Meet();
    EXPECT_EQ(museum->Enter(), 1);
    museum->Donate(1);
    museum->Sign("Ada");
    EXPECT_TRUE(museum->BorrowGuide());
    served.Meet();
  });
}

}  // namespace
