// More tests of lab 10: schedules of several steps, in which who looks or waits is overtaken twice.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <vector>

#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"
#include "shared_map.h"

namespace {

void AddOne(long& value) { ++value; }

void Set(SharedMap& map, unsigned key, long to) {
  map.Update(key, [to](long& value) { value = to; });
}

// The second key is changed only by somebody who has seen the change of the first one.
void ExpectCauseBeforeEffect(unsigned first, unsigned second) {
  auto map = NewSharedMap();
  Set(*map, first, 0);
  Set(*map, second, 0);
  kit::RunThreads(3, [&](int i) {
    if (i == 0) {
      map->Update(first, AddOne);
    } else if (i == 1) {
      long value = 0;
      if (map->Get(first, &value) && value == 1) map->Update(second, AddOne);
    } else {
      std::map<unsigned, long> seen = map->Snapshot();
      EXPECT_GE(seen[first], seen[second]) << "the second change was made after the first one";
    }
  });
}

TEST(Explore, CauseBeforeEffectUp) { ExpectCauseBeforeEffect(0, 1); }
TEST(Explore, CauseBeforeEffectDown) { ExpectCauseBeforeEffect(1, 0); }

// A key moves there and back again, as slowly as somebody else counts: whoever does that in pieces
// may find it in both places, and so again when it counts once more.
void ExpectTrueSizesWhileItMovesOften(unsigned first, unsigned second) {
  auto map = NewSharedMap();
  Set(*map, first, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 1) {
      EXPECT_LE(map->Size(), 1u) << "there never were two keys";
      return;
    }
    for (int n = 0; n < 3; ++n) {
      long value;
      for (int pause = 0; pause < 10; ++pause) map->Get(second + 1, &value);
      map->Erase(n % 2 == 0 ? first : second);
      Set(*map, n % 2 == 0 ? second : first, 1);
    }
  });
}

TEST(Explore, SizeWhileAKeyMovesOftenUp) { ExpectTrueSizesWhileItMovesOften(0, 7); }
TEST(Explore, SizeWhileAKeyMovesOftenDown) { ExpectTrueSizesWhileItMovesOften(7, 0); }

// Who removed the key has seen it inside, so that was after the first change.
TEST(Explore, EraseBesideTheFirstChange) {
  auto map = NewSharedMap();
  bool erased = false;
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      Set(*map, 0, 1);
    } else {
      erased = map->Erase(0);
    }
  });
  EXPECT_EQ(map->Size(), erased ? 0u : 1u) << "Erase() returned " << std::boolalpha << erased;
}

// A key comes or goes, then the value of another one changes. Who sees the second sees the first.
void ExpectTheFirstWithTheSecond(bool comes) {
  auto map = NewSharedMap();
  Set(*map, 1, 0);
  if (!comes) Set(*map, 0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      if (comes) {
        Set(*map, 0, 1);
      } else {
        EXPECT_TRUE(map->Erase(0));
      }
      Set(*map, 1, 1);
      return;
    }
    const std::map<unsigned, long> seen = map->Snapshot();
    if (seen.at(1) == 0) return;
    EXPECT_EQ(seen.count(0), comes ? 1u : 0u) << "that was done before key 1 changed";
  });
}

TEST(Explore, AKeyComesBeforeAnotherChanges) { ExpectTheFirstWithTheSecond(true); }
TEST(Explore, AKeyGoesBeforeAnotherChanges) { ExpectTheFirstWithTheSecond(false); }

// Three want one key; one of them takes it away.
TEST(Explore, TwoWaitForOneKey) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  kit::RunThreads(3, [&](int i) {
    if (i == 1) {
      map->Erase(0);
    } else {
      map->Update(0, AddOne);
    }
  });
  const long kept = map->Snapshot()[0];
  EXPECT_TRUE(kept >= 0 && kept <= 3) << kept;
}

constexpr int kKeys = 24;

// A change goes on only when somebody has seen of some other key that it is not inside.
TEST(Parallel, MissingKeysCanBeRead) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  kit::Rendezvous read(2);
  std::atomic<int> readers = 0;
  std::atomic<bool> changing = false;
  kit::RunThreads(kKeys, [&](int i) {
    if (i == 0) {
      map->Update(0, [&](long&) {
        changing.store(true, std::memory_order_relaxed);
        read.Meet();
      });
      return;
    }
    while (!changing.load(std::memory_order_relaxed)) sched_yield();
    long value;
    EXPECT_FALSE(map->Get(i, &value));
    if (readers.fetch_add(1, std::memory_order_relaxed) == 0) read.Meet();
  });
}

// Two keys that can be changed at the same time: the first two of 24 that are.
std::vector<unsigned> TwoFreeOfEachOther(SharedMap& map) {
  std::vector<unsigned> keys(2);
  kit::Rendezvous both_inside(2);
  std::atomic<int> came = 0;
  kit::RunThreads(kKeys, [&](int i) {
    map.Update(i, [&](long&) {
      const int place = came.fetch_add(1, std::memory_order_relaxed);
      if (place >= 2) return;
      keys[place] = i;
      both_inside.Meet();
    });
  });
  return keys;
}

// Two keys are being changed, and somebody waits for each. One of them gets free: who waits for it
// goes on, whoever began to wait first, while the other key is still being changed.
void ExpectWhoeverCanGoOnDoes(bool other_waits_first) {
  auto map = NewSharedMap();
  for (int i = 0; i < kKeys; ++i) Set(*map, i, 0);
  const std::vector<unsigned> keys = TwoFreeOfEachOther(*map);
  kit::Watched waiting[2];  // for the key that stays busy, for the key that gets free
  kit::Rendezvous changed(2);
  std::atomic<int> inside = 0;
  std::atomic<int> asleep = 0;
  const auto await = [](const std::atomic<int>& count, int n) {
    while (count.load(std::memory_order_relaxed) < n) sched_yield();
  };
  kit::RunThreads(5, [&](int i) {
    if (i < 2) {
      return map->Update(keys[i], [&](long&) {
        inside.fetch_add(1, std::memory_order_relaxed);
        if (i == 0) return changed.Meet();
        await(asleep, 2);
      });
    }
    await(inside, 2);
    if (i == 4) {  // watches who waits
      for (int n = 0; n < 2; ++n) {
        waiting[other_waits_first ? n : 1 - n].FallsAsleepWithin(0.2);
        asleep.fetch_add(1, std::memory_order_relaxed);
      }
      return;
    }
    const int which = i - 2;
    await(asleep, (which == 0) == other_waits_first ? 0 : 1);
    waiting[which].IAmHere();
    map->Update(keys[which], [&](long&) {
      if (which == 1) changed.Meet();
    });
  });
}

TEST(Parallel, WhoWaitsForAFreedKeyGoesOn) { ExpectWhoeverCanGoOnDoes(true); }
TEST(Parallel, WhoWaitsForAFreedKeyGoesOnIfFirst) { ExpectWhoeverCanGoOnDoes(false); }

}  // namespace
