// The tests of lab 8: each key is loaded once, readers get whole values, and do not wait.
#include <gtest/gtest.h>
#include <sched.h>

#include <atomic>
#include <climits>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "cache.h"
#include "labs/kit/random.h"
#include "labs/kit/rendezvous.h"
#include "labs/kit/threads.h"

namespace {

std::string ValueOf(int key) { return "what the slow loader found for key " + std::to_string(key); }

Loader Counting(std::atomic<int>& loads) {
  return [&loads](int key) {
    loads.fetch_add(1, std::memory_order_relaxed);
    return ValueOf(key);
  };
}

std::map<int, std::string> Entries(const Cache& cache) {
  std::map<int, std::string> entries;
  cache.ForEach([&](int key, const std::string& value) {
    EXPECT_TRUE(entries.emplace(key, value).second) << "key " << key << " was visited twice";
    EXPECT_EQ(value, ValueOf(key));
  });
  return entries;
}

TEST(Functional, LoadsOnce) {
  std::map<int, int> loads;
  auto cache = NewCache([&](int key) {
    ++loads[key];
    return ValueOf(key);
  });
  for (int round = 0; round < 3; ++round) {
    for (int key : {7, 3, 5}) EXPECT_EQ(cache->Get(key), ValueOf(key));
  }
  for (int key : {7, 3, 5}) EXPECT_EQ(loads[key], 1) << "key " << key << " was there";
  EXPECT_EQ(cache->Hits(), 6) << "of nine calls, six found their key";
  EXPECT_EQ(Entries(*cache).size(), 3u);
}

TEST(Functional, ForgetsAndLoadsAgain) {
  std::atomic<int> loads = 0;
  auto cache = NewCache(Counting(loads));
  cache->Forget(1);
  EXPECT_EQ(cache->Get(1), ValueOf(1));
  cache->Forget(1);
  EXPECT_TRUE(Entries(*cache).empty()) << "key 1 was forgotten";
  EXPECT_EQ(cache->Get(1), ValueOf(1));
  EXPECT_EQ(loads, 2);
  EXPECT_EQ(cache->Hits(), 0);
}

TEST(Functional, TheLoaderMayThrow) {
  int calls = 0;
  auto cache = NewCache([&](int key) {
    if (++calls <= 2) throw std::runtime_error("no connection");
    return ValueOf(key);
  });
  EXPECT_THROW(cache->Get(1), std::runtime_error);
  EXPECT_TRUE(Entries(*cache).empty()) << "a load that failed leaves nothing behind";
  EXPECT_THROW(cache->Get(1), std::runtime_error);
  EXPECT_EQ(cache->Get(1), ValueOf(1));
  EXPECT_EQ(cache->Hits(), 0);
}

TEST(Functional, TheLoaderMayThrowAnything) {
  int calls = 0;
  auto cache = NewCache([&](int key) {
    if (++calls == 1) throw 42;
    return ValueOf(key);
  });
  EXPECT_ANY_THROW(cache->Get(1));
  EXPECT_EQ(cache->Get(1), ValueOf(1));
}

// No key and no value means that there is none.
TEST(Functional, AnyKeyAndAnyValue) {
  std::atomic<int> loads = 0;
  auto cache = NewCache([&](int key) {
    ++loads;
    return key % 2 == 0 ? std::string() : std::string("odd\0", 4);
  });
  const std::vector<int> keys = {0, -1, 1, INT_MIN, INT_MAX};
  for (int round = 0; round < 2; ++round) {
    for (const int key : keys) EXPECT_EQ(cache->Get(key).size(), key % 2 == 0 ? 0u : 4u);
  }
  EXPECT_EQ(loads, static_cast<int>(keys.size())) << "a key that nobody forgets is loaded once";
  EXPECT_EQ(cache->Hits(), static_cast<long>(keys.size()));
}

// The value may be another one by then.
TEST(Functional, WhatIsLoadedAgainIsNew) {
  int loads = 0;
  auto cache = NewCache([&](int) { return std::to_string(++loads); });
  for (const char* value : {"1", "2", "3"}) {
    EXPECT_EQ(cache->Get(1), value);
    EXPECT_EQ(cache->Get(1), value);
    cache->Forget(1);
  }
}

TEST(Functional, ManyKeysAndManyHits) {
  constexpr int kKeys = 1000;
  constexpr int kHits = 70'000;
  std::atomic<int> loads = 0;
  auto cache = NewCache(Counting(loads));
  for (int key = 0; key < kKeys; ++key) cache->Get(key);
  for (int n = 0; n < kHits; ++n) cache->Get(n % kKeys);
  EXPECT_EQ(loads, kKeys) << "a key that nobody forgets is loaded once";
  EXPECT_EQ(cache->Hits(), kHits);
}

// A cache knows nothing of another one.
TEST(Functional, CachesHaveNothingInCommon) {
  auto one = NewCache([](int) { return std::string("one"); });
  auto other = NewCache([](int) { return std::string("other"); });
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(one->Get(1), "one");
    EXPECT_EQ(other->Get(1), "other");
  }
  EXPECT_EQ(one->Get(1), "one");
  EXPECT_EQ(one->Hits(), 2);
  EXPECT_EQ(other->Hits(), 1);
  one->Forget(1);
  EXPECT_EQ(other->Get(1), "other");
  EXPECT_EQ(other->Hits(), 2) << "another cache has forgotten this key";
}

// One cache loads from another one, and a visitor of one asks the other.
TEST(Functional, ALoaderUsesAnotherCache) {
  std::atomic<int> loads = 0;
  auto far = NewCache(Counting(loads));
  auto near = NewCache([&](int key) { return far->Get(key) + far->Get(key + 1); });
  for (int round = 0; round < 2; ++round) EXPECT_EQ(near->Get(1), ValueOf(1) + ValueOf(2));
  EXPECT_EQ(loads, 2);
  int visits = 0;
  near->ForEach([&](int key, const std::string& value) {
    ++visits;
    far->Forget(key);
    EXPECT_EQ(far->Get(key) + far->Get(key + 1), value);
  });
  EXPECT_EQ(visits, 1);
}

TEST(Explore, TwoAskForTheSameKey) {
  std::atomic<int> loads = 0;
  auto cache = NewCache(Counting(loads));
  kit::RunThreads(2, [&](int) { EXPECT_EQ(cache->Get(1), ValueOf(1)); });
  EXPECT_EQ(loads, 1) << "a key that nobody forgets is loaded once";
  EXPECT_EQ(cache->Hits(), 1) << "one of the two calls did not load";
}

TEST(Explore, ThreeAskForTheSameKey) {
  std::atomic<int> loads = 0;
  auto cache = NewCache(Counting(loads));
  kit::RunThreads(3, [&](int) { cache->Get(1); });
  EXPECT_EQ(loads, 1) << "a key that nobody forgets is loaded once";
}

TEST(Explore, TwoAskForTwoKeys) {
  auto cache = NewCache(ValueOf);
  kit::RunThreads(2, [&](int i) { EXPECT_EQ(cache->Get(i), ValueOf(i)); });
  EXPECT_EQ(Entries(*cache).size(), 2u);
  EXPECT_EQ(cache->Hits(), 0);
}

TEST(Explore, OneFindsAndOneLoads) {
  auto cache = NewCache(ValueOf);
  cache->Get(0);
  kit::RunThreads(2, [&](int i) { EXPECT_EQ(cache->Get(i), ValueOf(i)); });
  EXPECT_EQ(cache->Hits(), 1);
}

TEST(Explore, TwoFindTheSame) {
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(2, [&](int) { EXPECT_EQ(cache->Get(1), ValueOf(1)); });
  EXPECT_EQ(cache->Hits(), 2);
}

TEST(Explore, HitsWhileOneFinds) {
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      cache->Get(1);
    } else {
      EXPECT_LE(cache->Hits(), 1);
    }
  });
}

TEST(Explore, OneFindsWhatAnotherForgets) {
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(cache->Get(1), ValueOf(1));
    } else {
      cache->Forget(1);
    }
  });
}

TEST(Explore, OneVisitsWhileAnotherLoads) {
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_GE(Entries(*cache).size(), 1u);
    } else {
      cache->Get(2);
    }
  });
}

// Whichever entry a visit has come to, the one before or behind it may go.
void ForgetWhileAnotherVisits(int forgotten) {
  auto cache = NewCache(ValueOf);
  for (int key : {1, 2}) cache->Get(key);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      EXPECT_EQ(Entries(*cache).count(3 - forgotten), 1u) << "nobody forgot this key";
    } else {
      cache->Forget(forgotten);
    }
  });
}

TEST(Explore, OneVisitsWhileAnotherForgetsTheFirst) { ForgetWhileAnotherVisits(1); }
TEST(Explore, OneVisitsWhileAnotherForgetsTheLast) { ForgetWhileAnotherVisits(2); }

TEST(Explore, OneForgetsWhileAnotherLoads) {
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(2, [&](int i) {
    if (i == 0) {
      cache->Get(2);
    } else {
      cache->Forget(1);
    }
  });
  const auto entries = Entries(*cache);
  EXPECT_EQ(entries.count(1), 0u) << "key 1 was forgotten";
  EXPECT_EQ(entries.count(2), 1u) << "nobody forgot key 2";
}

// Who waits for a load gets the value, also when it is forgotten as soon as it is there.
TEST(Explore, OneForgetsWhatTwoAskFor) {
  auto cache = NewCache(ValueOf);
  kit::RunThreads(3, [&](int i) {
    if (i == 2) return cache->Forget(1);
    EXPECT_EQ(cache->Get(1), ValueOf(1));
  });
}

// The loader fails once. Who waited for it may fail too, or load by itself, but not wait for ever.
TEST(Explore, TheLoaderFailsWhileAnotherWaits) {
  std::atomic<int> calls = 0;
  auto cache = NewCache([&](int key) {
    if (++calls == 1) throw std::runtime_error("no connection");
    return ValueOf(key);
  });
  std::atomic<int> returned = 0;
  kit::RunThreads(2, [&](int) {
    try {
      EXPECT_EQ(cache->Get(1), ValueOf(1));
    } catch (const std::runtime_error&) {
      try {
        EXPECT_EQ(cache->Get(1), ValueOf(1));
      } catch (const std::runtime_error&) {
        ADD_FAILURE() << "after a failure the next call loads again";
      }
    }
    ++returned;
  });
  EXPECT_EQ(cache->Get(1), ValueOf(1)) << "after a failure the next call loads again";
  EXPECT_EQ(cache->Hits() + calls - 1, returned + 1) << "what threw is no hit";
}

// Who waits for a load that fails goes on, though nobody asks again who could wake it later.
TEST(Explore, TheLoaderFailsAndNobodyAsksAgain) {
  std::atomic<int> calls = 0;
  auto cache = NewCache([&](int key) {
    if (++calls == 1) throw std::runtime_error("no connection");
    return ValueOf(key);
  });
  std::atomic<int> failed = 0;
  kit::RunThreads(2, [&](int) {
    try {
      EXPECT_EQ(cache->Get(1), ValueOf(1));
    } catch (const std::runtime_error&) {
      ++failed;
    }
  });
  EXPECT_GE(failed, 1);
  EXPECT_EQ(cache->Get(1), ValueOf(1)) << "after a failure the next call loads again";
}

// Two caches, and whoever asks one has no business with the other.
TEST(Explore, TwoCachesAtOnce) {
  std::atomic<int> loads = 0;
  const std::unique_ptr<Cache> caches[] = {NewCache(Counting(loads)), NewCache(Counting(loads))};
  kit::RunThreads(2, [&](int i) {
    for (int n = 0; n < 2; ++n) EXPECT_EQ(caches[i]->Get(1), ValueOf(1));
    EXPECT_EQ(caches[i]->Hits(), 1);
  });
  EXPECT_EQ(loads, 2) << "each of the caches loads its key";
}

// All ask for the same keys in the same order: they miss at the same time again and again.
TEST(Stress, EachKeyIsLoadedOnce) {
  const int threads = kit::RandomBetween(3, 5);
  const int keys = kit::RandomBetween(100, 200);
  std::vector<std::atomic<int>> loads(keys);
  auto cache = NewCache([&](int key) {
    loads[key].fetch_add(1, std::memory_order_relaxed);
    sched_yield();  // a load takes a while
    return ValueOf(key);
  });
  kit::RunThreads(threads, [&](int) {
    for (int key = 0; key < keys; ++key) ASSERT_EQ(cache->Get(key), ValueOf(key));
  });
  for (int key = 0; key < keys; ++key) ASSERT_EQ(loads[key], 1) << "loads of key " << key;
  EXPECT_EQ(cache->Hits(), static_cast<long>(threads - 1) * keys);
  EXPECT_EQ(Entries(*cache).size(), static_cast<size_t>(keys));
}

// Nobody misses: readers only, and each of them counts.
TEST(Stress, EveryHitIsCounted) {
  const int threads = kit::RandomBetween(3, 5);
  const int rounds = kit::RandomBetween(200, 400);
  auto cache = NewCache(ValueOf);
  for (int key = 0; key < 4; ++key) cache->Get(key);
  kit::RunThreads(threads, [&](int i) {
    for (int n = 0; n < rounds; ++n) cache->Get((i + n) % 4);
  });
  EXPECT_EQ(cache->Hits(), static_cast<long>(threads) * rounds);
}

// Readers, visitors, and one who forgets, on the same few keys.
TEST(Stress, ReadersGetWholeValues) {
  const int rounds = kit::RandomBetween(150, 300);
  std::atomic<int> loads = 0;
  auto cache = NewCache(Counting(loads));
  kit::RunThreads(4, [&](int i) {
    kit::Random random(i);
    for (int n = 0; n < rounds; ++n) {
      const int key = random.Between(0, 3);
      if (i < 2) ASSERT_EQ(cache->Get(key), ValueOf(key));
      if (i == 2) cache->Forget(key);
      if (i == 3) Entries(*cache);
    }
  });
  EXPECT_EQ(cache->Hits() + loads, 2L * rounds) << "each call of Get either loads or is a hit";
}

TEST(Parallel, SeveralMayVisit) {
  const int threads = 20;
  kit::Rendezvous all_here(threads);
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  kit::RunThreads(threads,
                  [&](int) { cache->ForEach([&](int, const std::string&) { all_here.Meet(); }); });
}

TEST(Parallel, WhatIsThereIsFoundWhileSomebodyVisits) {
  kit::Rendezvous visiting(2), found(2);
  auto cache = NewCache(ValueOf);
  cache->Get(1);
  const auto wait = [&](int, const std::string&) {
    visiting.Meet();
    found.Meet();
  };
  kit::RunThreads(2, [&](int i) {
    if (i == 0) return cache->ForEach(wait);
    visiting.Meet();
    EXPECT_EQ(cache->Get(1), ValueOf(1));
    found.Meet();
  });
}

}  // namespace
