// The tests of lab 10: no key or change is lost, whatever happens at once, and most keys are free.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <climits>
#include <vector>

#include "labs/kit/history.h"
#include "labs/kit/linearizable.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"
#include "labs/kit/watched.h"
#include "map_model.h"
#include "shared_map.h"

namespace {

using Values = std::map<unsigned, long>;

void AddOne(long& value) { ++value; }

void Set(SharedMap& map, unsigned key, long to) {
  map.Update(key, [to](long& value) { value = to; });
}

TEST(Functional, UpdateAddsAndChanges) {
  auto map = NewSharedMap();
  int calls = 0;
  const auto add = [&](long& value) {
    ++calls;
    value += 5;
  };
  map->Update(3, add);
  EXPECT_EQ(calls, 1);
  map->Update(3, add);
  EXPECT_EQ(calls, 2) << "each Update calls its change once";
  long value = 0;
  EXPECT_TRUE(map->Get(3, &value));
  EXPECT_EQ(value, 10);
  EXPECT_FALSE(map->Get(4, &value));
  EXPECT_EQ(map->Size(), 1u);
}

TEST(Functional, EraseRemoves) {
  auto map = NewSharedMap();
  Set(*map, 7, 1);
  Set(*map, 8, 2);
  EXPECT_TRUE(map->Erase(7));
  EXPECT_FALSE(map->Erase(7));
  EXPECT_EQ(map->Snapshot(), (Values{{8, 2}}));
  map->Update(7, AddOne);
  EXPECT_EQ(map->Snapshot(), (Values{{7, 1}, {8, 2}})) << "a new key begins with 0";
}

TEST(Functional, ItGrows) {
  auto map = NewSharedMap();
  Values model;
  for (int i = 0; i < 2000; ++i) {
    const unsigned key = i % 3 == 0 ? 4000000000u - i : 16u * i;
    Set(*map, key, i);
    model[key] = i;
    if (i % 5 == 0) EXPECT_EQ(map->Erase(i), model.erase(i) > 0);
  }
  EXPECT_EQ(map->Size(), model.size());
  EXPECT_EQ(map->Snapshot(), model);
}

// No key and no value means that there is none.
TEST(Functional, AnyNumberIsAKeyAndAValue) {
  auto map = NewSharedMap();
  Values model;
  for (const unsigned key : {0u, 1u, UINT_MAX, UINT_MAX - 1, 1u << 31}) {
    for (const long value : {0L, -1L, 1L, LONG_MIN, LONG_MAX}) {
      Set(*map, key, value);
      long seen = 5;
      EXPECT_TRUE(map->Get(key, &seen)) << "key " << key << " has the value " << value;
      EXPECT_EQ(seen, value);
      model[key] = value;
      EXPECT_EQ(map->Size(), model.size());
      EXPECT_EQ(map->Snapshot(), model);
    }
  }
  for (const auto& entry : model) EXPECT_TRUE(map->Erase(entry.first));
  EXPECT_EQ(map->Size(), 0u);
}

TEST(Explore, EachAddsKeys) {
  auto map = NewSharedMap();
  kit::RunThreads(2, [&](int i) {
    for (unsigned key : {0, 1}) Set(*map, 2 * key + i, i);
  });
  EXPECT_EQ(map->Size(), 4u);
  EXPECT_EQ(map->Snapshot(), (Values{{0, 0}, {1, 1}, {2, 0}, {3, 1}}));
}

TEST(Explore, TwoChangeOneKey) {
  auto map = NewSharedMap();
  kit::RunThreads(2, [&](int) { map->Update(1, AddOne); });
  EXPECT_EQ(map->Snapshot(), (Values{{1, 2}})) << "a change was lost";
}

TEST(Explore, GetBesideUpdates) {
  auto map = NewSharedMap();
  Set(*map, 0, 7);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      Set(*map, 1, 1);
      Set(*map, 0, 8);
    } else {
      long value = 0;
      EXPECT_TRUE(map->Get(0, &value));
      EXPECT_TRUE(value == 7 || value == 8) << value;
    }
  });
}

TEST(Explore, OneOfTwoErases) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  bool erased[2];
  kit::RunThreads(2, [&](int i) { erased[i] = map->Erase(0); });
  EXPECT_NE(erased[0], erased[1]) << "one key was there to be erased";
  EXPECT_EQ(map->Size(), 0u);
}

TEST(Explore, EraseWhileAnotherAdds) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_TRUE(map->Erase(0));
    } else {
      Set(*map, 1, 2);
    }
  });
  EXPECT_EQ(map->Size(), 1u);
  EXPECT_EQ(map->Snapshot(), (Values{{1, 2}}));
}

// A key that is there already, and is not removed.
TEST(Explore, TwoChangeAnOldKey) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  int inside = 0;
  int calls = 0;
  kit::RunThreads(2, [&](int) {
    map->Update(0, [&](long& value) {
      EXPECT_EQ(inside++, 0) << "two changes of one key run at the same time";
      ++calls;
      ++value;
      --inside;
    });
  });
  EXPECT_EQ(calls, 2) << "each Update calls its change once";
  EXPECT_EQ(map->Snapshot(), (Values{{0, 3}}));
}

// The key is removed and comes back while another thread is about to change it.
TEST(Explore, ChangesOfOneKeyTakeTurns) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  int inside = 0;
  const auto change = [&](long& value) {
    EXPECT_EQ(inside++, 0) << "two changes of one key run at the same time";
    ++value;
    --inside;
  };
  kit::RunThreads(2, [&](int i) {
    if (i == 1) map->Erase(0);
    map->Update(0, change);
  });
  const long kept = map->Snapshot()[0];
  EXPECT_TRUE(kept == 1 || kept == 2) << kept;
}

// One thread adds and erases in turn; what Size returns must have been true at some moment.
void ExpectTrueSizes(unsigned first, unsigned second) {
  auto map = NewSharedMap();
  Set(*map, first, 1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      map->Erase(first);
      Set(*map, second, 1);
    } else {
      EXPECT_LE(map->Size(), 1u) << "there never were two keys";
    }
  });
}

TEST(Explore, SizeWhileAKeyMovesFar) { ExpectTrueSizes(0, 2); }
TEST(Explore, SizeWhileAKeyMovesUp) { ExpectTrueSizes(0, 1); }
TEST(Explore, SizeWhileAKeyMovesDown) { ExpectTrueSizes(1, 0); }

// What one call shows, the next one must not take back.
TEST(Explore, SizeKnowsWhatGetHasSeen) {
  auto map = NewSharedMap();
  kit::RunThreads(2, [&](int i) {
    long value;
    if (i == 0) {
      Set(*map, 0, 1);
    } else if (map->Get(0, &value)) {
      EXPECT_EQ(value, 1) << "the key was seen before its first change was made";
      EXPECT_EQ(map->Size(), 1u) << "Get has seen the key";
    }
  });
}

TEST(Explore, SizeKnowsWhatGetMissed) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  kit::RunThreads(2, [&](int i) {
    long value;
    if (i == 0) {
      map->Erase(0);
    } else if (!map->Get(0, &value)) {
      EXPECT_EQ(map->Size(), 0u) << "Get has seen that the key is gone";
    }
  });
}

// The first key is always changed before the second one.
void ExpectOneMoment(unsigned first, unsigned second) {
  auto map = NewSharedMap();
  Set(*map, first, 0);
  Set(*map, second, 0);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      map->Update(first, AddOne);
      map->Update(second, AddOne);
    } else {
      Values seen = map->Snapshot();
      EXPECT_GE(seen[first], seen[second]) << "these two values never were there together";
    }
  });
}

TEST(Explore, SnapshotOfTwoDistantKeys) { ExpectOneMoment(0, 2); }
TEST(Explore, SnapshotOfTwoKeysUp) { ExpectOneMoment(0, 1); }
TEST(Explore, SnapshotOfTwoKeysDown) { ExpectOneMoment(1, 0); }

TEST(Explore, TwoLookAtAllOfIt) {
  auto map = NewSharedMap();
  Set(*map, 0, 1);
  Set(*map, 1, 1);
  kit::RunThreads(2, [&](int i) {
    EXPECT_EQ(map->Snapshot().size(), 2u);
    if (i == 0) EXPECT_EQ(map->Size(), 2u);
    map->Update(i, AddOne);
  });
}

// Many keys come and go, so the map grows while others read it.
TEST(Stress, ItGrowsWhileAllUseIt) {
  const int threads = kit::RandomBetween(3, 4);
  const unsigned keys = kit::RandomBetween(150, 250);
  auto map = NewSharedMap();
  kit::RunThreads(threads, [&](int i) {
    for (unsigned key = 0; key < keys; ++key) {
      map->Update(key, AddOne);
      Set(*map, 1000 * (i + 1) + key, key);
      long value = 0;
      EXPECT_TRUE(map->Get(key / 2, &value));
      if (key % 2 == 1) EXPECT_TRUE(map->Erase(1000 * (i + 1) + key));
      if (key % 50 == 0) EXPECT_GT(map->Snapshot().size(), key);
      if (key % 50 == 1) EXPECT_GT(map->Size(), key);
    }
  });
  Values expected;
  for (unsigned key = 0; key < keys; ++key) expected[key] = threads;
  for (int i = 0; i < threads; ++i) {
    for (unsigned key = 0; key < keys; key += 2) expected[1000 * (i + 1) + key] = key;
  }
  EXPECT_EQ(map->Size(), expected.size());
  EXPECT_EQ(map->Snapshot(), expected);
}

long Perform(SharedMap& map, const Call& call) {
  long result = kNotThere;
  switch (call.what) {
    case Call::kAdd: map.Update(call.key, [&](long& value) { result = value++; }); return result;
    case Call::kGet: map.Get(call.key, &result); return result;
    case Call::kErase: return map.Erase(call.key);
    case Call::kSize: return static_cast<long>(map.Size());
    case Call::kSum:
      result = 0;
      for (const auto& entry : map.Snapshot()) result += entry.second;
      return result;
  }
  return result;
}

// Random calls on three keys: an order must exist in which one thread would have seen the same.
TEST(Stress, CallsSeemToHappenAtOneMoment) {
  for (int round = 0; round < 20; ++round) {
    auto map = NewSharedMap();
    kit::History<Call, long> history(3);
    kit::RunThreads(3, [&](int i) {
      kit::Random random(static_cast<uint64_t>(round) * 3 + i);
      for (int n = 0; n < 6; ++n) {
        const Call calls[] = {{Call::kAdd, 0},   {Call::kAdd, 0},  {Call::kGet, 0},
                              {Call::kErase, 0}, {Call::kSize, 0}, {Call::kSum, 0}};
        Call call = calls[random.Between(0, 5)];
        call.key = random.Between(0, 2);
        history.Record(i, call, [&] { return Perform(*map, call); });
      }
    });
    const auto operations = history.Operations();
    ASSERT_TRUE(kit::IsLinearizable(MapModel{}, operations).ok)
        << "no order of these calls explains their results; the map was empty at first:\n"
        << kit::Timeline(operations, Describe);
  }
}

constexpr int kKeys = 24;

// 24 threads change 24 keys; the first four that are inside wait for each other.
TEST(Parallel, FourKeysAreChangedAtOnce) {
  const unsigned first_key = kKeys * kit::RandomBetween(0, 40);
  auto map = NewSharedMap();
  for (int i = 0; i < kKeys; ++i) Set(*map, first_key + i, i);
  kit::Rendezvous four_inside(4);
  std::atomic<int> came = 0;
  kit::RunThreads(kKeys, [&](int i) {
    map->Update(first_key + i, [&](long&) {
      if (came.fetch_add(1, std::memory_order_relaxed) < 4) four_inside.Meet();
    });
  });
}

// A change goes on only when somebody has read some other key.
void ExpectOtherKeysCanBeRead(unsigned changed) {
  auto map = NewSharedMap();
  for (int i = 0; i < kKeys; ++i) Set(*map, i, i);
  kit::Rendezvous read(2);
  std::atomic<int> readers = 0;
  std::atomic<bool> changing = false;
  kit::RunThreads(kKeys, [&](int i) {
    if (i == 0) {
      map->Update(changed, [&](long&) {
        changing.store(true, std::memory_order_relaxed);
        read.Meet();
      });
      return;
    }
    while (!changing.load(std::memory_order_relaxed)) sched_yield();
    long value;
    EXPECT_TRUE(map->Get(i, &value));
    if (readers.fetch_add(1, std::memory_order_relaxed) == 0) read.Meet();
  });
}

TEST(Parallel, OtherKeysCanBeRead) { ExpectOtherKeysCanBeRead(0); }
TEST(Parallel, OtherKeysCanBeReadWhileANewOneIsChanged) { ExpectOtherKeysCanBeRead(kKeys); }

// One more thread wants the key that is being changed. While it waits, other keys stay free.
TEST(Parallel, WhoWaitsForAKeyHoldsUpNobodyElse) {
  auto map = NewSharedMap();
  for (int i = 0; i < kKeys; ++i) Set(*map, i, i);
  kit::Watched waiting;
  kit::Rendezvous changed(2);
  std::atomic<int> changes = 0;
  std::atomic<int> stage = 0;
  kit::RunThreads(kKeys + 1, [&](int i) {
    if (i == 0) {
      map->Update(0, [&](long&) {
        stage.store(1, std::memory_order_relaxed);
        changed.Meet();
      });
      return;
    }
    const bool waits_for_it = i == kKeys;
    const int turn = waits_for_it || i == 1 ? 1 : 2;
    while (stage.load(std::memory_order_relaxed) < turn) sched_yield();
    if (waits_for_it) {
      waiting.IAmHere();
      map->Update(0, AddOne);
      return;
    }
    if (i == 1) {
      waiting.FallsAsleepWithin(0.2);
      stage.store(2, std::memory_order_relaxed);
    }
    map->Update(i, AddOne);
    if (changes.fetch_add(1, std::memory_order_relaxed) == 0) changed.Meet();
  });
}

}  // namespace
